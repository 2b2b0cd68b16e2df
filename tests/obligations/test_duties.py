"""Duties follow spells and rules; enrolments follow duties (features C5, C7)."""

from datetime import date

import pytest

from agencies.choices import PostCategory
from agencies.domain.employment import employ
from learning.models import CourseProgress, Enrolment, StaleFigure
from obligations.domain.duties import Recounted, recount_duties, recount_everybody
from obligations.models import Duty, Exemption
from tests.factories import make_agency, make_course, make_learner, make_region
from tests.factories.obligations import DECIDED_AT, make_obligation, oblige

pytestmark = pytest.mark.django_db
DUE = date(2026, 7, 1)


def enrolments():
    return set(Enrolment.objects.values_list("learner", "course", "is_required", "due_on"))


def test_everybody_below_the_agency_is_obliged_and_enrolled_with_the_date():
    course, region = make_course(), make_region()
    ministry = make_agency()
    below, beside = make_agency(parent=ministry, region=region), make_agency(region=region)
    bound, free = make_learner(agency=below), make_learner(agency=beside)

    oblige(course, agency=ministry)

    duty = Duty.objects.get()
    assert (duty.learner, duty.agency, duty.region, duty.due_on) == (bound, below, region, DUE)
    assert enrolments() == {(bound.pk, course.pk, True, DUE)}
    assert CourseProgress.objects.get().due_on == DUE
    assert free not in {duty.learner}


def test_counting_again_changes_nothing_and_marks_nothing():
    make_learner(agency=make_agency())
    oblige(make_course())
    StaleFigure.objects.all().delete()

    assert recount_everybody(now=DECIDED_AT) == Recounted()
    assert not StaleFigure.objects.exists()


def test_by_region_and_by_category():
    north, south = make_region(), make_region()
    course = make_course()
    there = make_learner(agency=make_agency(region=north))
    make_learner(agency=make_agency(region=south))
    head = make_learner()
    employ(head, make_agency(region=north), post="head", since=date(2025, 1, 1), category=PostCategory.CORPUS_A)

    oblige(course, region=north, category=PostCategory.CORPUS_A)
    assert [duty.learner for duty in Duty.objects.all()] == [head]

    oblige(make_course(), region=north)
    assert {duty.learner for duty in Duty.objects.exclude(course=course)} == {there, head}


def test_a_move_ends_the_old_duty_and_what_was_begun_may_be_finished():
    old, new, course = make_agency(), make_agency(), make_course()
    learner = make_learner(agency=old)
    oblige(course, agency=old)

    employ(learner, new, post="specialist", since=date(2026, 5, 1))
    recount_duties([learner.pk], now=DECIDED_AT)

    duty = Duty.objects.get()
    assert (duty.agency, duty.until) == (old, date(2026, 4, 30))
    assert enrolments() == {(learner.pk, course.pk, False, None)}


def test_the_mark_says_since_when_figures_change():
    agency, course = make_agency(), make_course()
    learner = make_learner(agency=agency)
    oblige(course)
    StaleFigure.objects.all().delete()

    employ(learner, agency, post="head", since=date(2026, 5, 1))
    recount_duties([learner.pk], now=DECIDED_AT)

    marks = set(StaleFigure.objects.values_list("course", "agency", "since"))
    assert marks == {(course.pk, agency.pk, date(2026, 1, 1))}


def test_who_is_exempt_has_no_duty():
    learner, other = make_learner(agency=make_agency()), make_learner(agency=make_agency())
    obligation = make_obligation(make_course())
    Exemption.objects.create(
        obligation=obligation, person=learner, reason="On leave", granted_by=other, granted_at=DECIDED_AT
    )

    recount_everybody(now=DECIDED_AT)

    assert [duty.learner for duty in Duty.objects.all()] == [other]


def test_a_voluntary_enrolment_becomes_required_and_keeps_its_beginning():
    learner, course = make_learner(agency=make_agency()), make_course()
    began = Enrolment.objects.create(learner=learner, course=course, enrolled_at=DECIDED_AT)

    oblige(course)

    found = Enrolment.objects.get()
    assert (found.pk, found.enrolled_at, found.is_required, found.due_on) == (began.pk, DECIDED_AT, True, DUE)


@pytest.mark.parametrize("people", [1, 3])
def test_the_number_of_queries_does_not_grow_with_people(people, django_assert_max_num_queries):
    learners = [make_learner(agency=make_agency()).pk for _number in range(people)]
    make_obligation(make_course())
    make_obligation(make_course())

    with django_assert_max_num_queries(16):
        recount_duties(learners, now=DECIDED_AT)

    assert Duty.objects.count() == 2 * people
