"""Head-counts before a rule holds, ending it, exemptions and waivers (features C7, ux T5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from agencies.domain.employment import employ
from learning.models import StaleFigure
from obligations.domain.obliging import (
    EndsTooEarly,
    NotReady,
    Reach,
    count_duties_of,
    end_obligation,
    exempt,
    missing_in,
    oblige,
    reach_of,
    waive,
    withdraw_exemption,
)
from obligations.models import Duty, Obligation
from tests.factories import make_agency, make_course, make_item, make_learner, make_module, make_region
from tests.factories.duties import make_completion
from tests.factories.obligations import DECIDED_AT, make_obligation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def unsaved(course, **fields):
    return Obligation(course=course, starts_on=TODAY, due_on=date(2027, 3, 1), created_at=NOW, **fields)


def test_the_head_count_says_who_is_bound_newly_and_who_has_it_already():
    course, agency, region = make_course(), make_agency(), make_region()
    inside = make_agency(parent=agency, region=region)
    bound, done, new = (make_learner(agency=inside) for _number in range(3))
    make_learner(agency=make_agency(region=region))
    gone = make_learner(agency=inside)
    employ(gone, make_agency(), post="", since=date(2026, 3, 1))
    Duty.objects.create(
        learner=bound, course=course, obligation=make_obligation(course), spell=bound.employment_spells.get(),
        agency=inside, category="other", since=date(2026, 1, 1), due_on=TODAY,
    )  # fmt: skip
    for person, valid_until in ((done, None), (new, TODAY - timedelta(days=1))):
        make_completion(person, course, person.employment_spells.get(), NOW, valid_until=valid_until)

    assert reach_of(unsaved(course, agency=agency), today=TODAY) == Reach(people=3, newly=2, done=1)
    assert reach_of(unsaved(course, agency=agency, region=make_region()), today=TODAY) == Reach(0, 0, 0)
    assert Obligation.objects.count() == 1


def test_a_course_that_lacks_a_language_somewhere_cannot_be_required():
    course = make_course()
    module = make_module(course)
    lesson = make_item(module, "Only Russian", pages={"ru": 1, "en": 2})
    make_item(module, "Closed", pages={"ru": 1}, is_open=False)

    assert missing_in(course) == ["Only Russian"]
    with pytest.raises(NotReady):
        oblige(unsaved(course))
    lesson.pages = {"ru": 1, "kk": 3}
    lesson.save()
    oblige(unsaved(course))
    assert Obligation.objects.count() == 1


def test_a_closed_course_cannot_be_required():
    with pytest.raises(NotReady):
        oblige(unsaved(make_course(is_open=False)))


def test_a_rule_binds_those_it_reaches_and_nobody_else():
    course, agency = make_course(), make_agency()
    inside, outside = make_learner(agency=agency), make_learner(agency=make_agency())
    rule = oblige(unsaved(course, agency=agency))

    assert count_duties_of(rule, now=NOW).added == 1
    assert [duty.learner for duty in Duty.objects.all()] == [inside]
    assert not outside.enrolments.exists()


def test_a_rule_ends_today_or_later_and_its_past_stays():
    learner = make_learner(agency=make_agency())
    rule = make_obligation(make_course())
    count_duties_of(rule, now=NOW)

    with pytest.raises(EndsTooEarly):
        end_obligation(rule, on=TODAY - timedelta(days=1), by=make_learner(), today=TODAY)
    end_obligation(rule, on=TODAY, by=make_learner(), today=TODAY)
    count_duties_of(rule, now=NOW)

    duty = Duty.objects.get()
    assert (duty.since, duty.until) == (date(2026, 1, 1), TODAY)
    assert learner.enrolments.get().is_required is False


def test_who_is_exempt_is_free_until_that_is_withdrawn():
    learner, by = make_learner(agency=make_agency()), make_learner()
    rule = make_obligation(make_course())
    count_duties_of(rule, now=NOW)

    exemption = exempt(rule, learner, reason="Parental leave", by=by, now=NOW)
    assert not Duty.objects.filter(learner=learner).exists()
    assert exempt(rule, learner, reason="Another", by=by, now=NOW) == exemption

    withdraw_exemption(exemption, now=NOW)
    assert Duty.objects.filter(learner=learner).exists()


def test_a_waiver_has_the_figures_counted_again_since_its_first_day():
    agency, course = make_agency(), make_course()
    learner = make_learner(agency=agency)
    count_duties_of(make_obligation(course), now=DECIDED_AT)
    StaleFigure.objects.all().delete()

    waive(learner, course, since=date(2026, 2, 1), until=None, evidence="Diploma", by=make_learner(), now=NOW)

    assert list(StaleFigure.objects.values_list("course", "agency", "since")) == [
        (course.pk, agency.pk, date(2026, 2, 1))
    ]


@pytest.mark.parametrize("people", [1, 3])
def test_the_head_count_asks_three_times(people, django_assert_num_queries):
    for _number in range(people):
        make_learner(agency=make_agency())
    rule = unsaved(make_course())

    with django_assert_num_queries(3):
        reach_of(rule, today=timezone.localdate())
