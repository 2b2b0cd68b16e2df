"""Completing items and courses: facts, progress, certificate, figures, together or not at all."""

from datetime import UTC, date, datetime

import pytest

from agencies.domain.employment import employ
from certificates.models import Certificate
from learning.choices import Evidence
from learning.domain.completion import complete_course_if_done
from learning.domain.enrolment import enrol
from learning.domain.progress import recompute_all, recompute_one
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion, StaleFigure
from quizzes.domain.attempts import save_answer
from tests.factories import (
    make_agency,
    make_course,
    make_item,
    make_learner,
    make_module,
    make_published_quiz,
    make_question,
    make_region,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def course():
    return make_course("Course", hours=6)


@pytest.fixture
def module(course):
    return make_module(course)


@pytest.fixture
def agency():
    return make_agency(region=make_region("Atyrau"))


def read(learner, item, now=NOW):
    return complete_lesson(learner, item, language="ru", now=now)


def test_reading_a_lesson_enrols_and_counts_it_once(course, module):
    learner, lesson = make_learner(), make_item(module)
    make_item(module)

    assert [read(learner, lesson), read(learner, lesson, LATER)] == [True, False]

    assert list(ItemCompletion.objects.values_list("item", "completed_at", "evidence")) == [(lesson.pk, NOW, "read")]
    assert Enrolment.objects.get().learner == learner
    assert CourseProgress.objects.values_list("items_done", "started_at", "completed_at").get() == (1, NOW, None)


def test_reading_a_quiz_is_refused(module):
    with pytest.raises(ValueError, match="Only a lesson"):
        read(make_learner(), make_item(module, quiz=make_published_quiz()))
    assert ItemCompletion.objects.count() == 0


def test_last_item_completes_the_course_and_issues_one_certificate(course, module, agency):
    learner = make_learner("Gulbahram", agency=agency)
    first, last = make_item(module), make_item(module)

    read(learner, first)
    assert CourseCompletion.objects.count() == 0
    read(learner, last)
    assert not complete_course_if_done(learner, course, now=LATER)

    completion = CourseCompletion.objects.get()
    assert (completion.completed_at, completion.agency, completion.region) == (NOW, agency, agency.region)
    certificate = Certificate.objects.get()
    assert (certificate.holder, certificate.subject_key, certificate.number) == (learner, course.key, "2026-000001")
    assert certificate.claims["name"]["kk"] == "Gulbahram"
    assert (certificate.claims["title"], certificate.claims["hours"]) == (course.titles, 6)


def test_an_empty_or_closed_course_is_never_complete(course, module):
    learner = make_learner()
    make_item(module, is_open=False)

    assert not complete_course_if_done(learner, course, now=NOW)
    assert Certificate.objects.count() == 0


def test_a_lesson_added_later_does_not_take_the_completion_away(course, module):
    learner = make_learner()
    read(learner, make_item(module))
    make_item(module)

    recompute_one(learner, course)

    assert CourseProgress.objects.get().completed_at == NOW


def test_completion_freezes_the_workplace_of_that_instant(course, module, agency):
    learner = make_learner(agency=agency, since=date(2026, 1, 1))
    read(learner, make_item(module))
    employ(learner, make_agency(region=make_region("Astana")), post="", since=date(2026, 12, 1))

    recompute_all()

    assert CourseProgress.objects.get().agency == agency
    assert CourseCompletion.objects.get().region == agency.region


def test_cert_07_only_a_passed_attempt_completes_the_quiz(course, module):
    learner = make_learner()
    item = make_item(module, quiz=make_published_quiz(make_question(), pass_mark=70))

    lost = submit_quiz(start_quiz(learner, item, language="kk", now=NOW), language="kk", now=NOW)
    assert (lost.passed, ItemCompletion.objects.count()) == (False, 0)

    attempt = start_quiz(learner, item, language="kk", now=LATER)
    save_answer(attempt.responses.get(), {"p1": "right"}, sequence=1, language="kk", now=LATER)
    won = submit_quiz(attempt, language="kk", now=LATER)
    submit_quiz(attempt, language="kk", now=LATER)

    completion = ItemCompletion.objects.get()
    assert (won.passed, completion.attempt, completion.evidence) == (True, won, Evidence.PASSED)
    assert (completion.language, Certificate.objects.count()) == ("kk", 1)


def test_starting_a_quiz_starts_the_course(course, module):
    item = make_item(module, quiz=make_published_quiz())

    start_quiz(make_learner(), item, language="ru", now=NOW)

    assert CourseProgress.objects.get().started_at == NOW


def test_required_enrolment_takes_over_a_voluntary_one(course):
    learner = make_learner()
    enrol(learner, course, now=NOW)
    enrol(learner, course, now=LATER, required=True, due_on=date(2026, 12, 15))
    enrol(learner, course, now=LATER)

    enrolment = Enrolment.objects.get()
    assert (enrolment.enrolled_at, enrolment.is_required, enrolment.due_on) == (NOW, True, date(2026, 12, 15))
    assert CourseProgress.objects.get().due_on == date(2026, 12, 15)


def test_every_act_marks_the_figures_of_its_agency(course, module, agency):
    learner = make_learner(agency=agency)
    read(learner, make_item(module))

    assert set(StaleFigure.objects.values_list("course", "agency")) == {(course.pk, agency.pk)}


def test_recomputing_everything_changes_nothing(course, module, agency):
    learners = [make_learner(agency=agency) for _ in range(3)]
    lesson, other = make_item(module), make_item(module)
    enrol(learners[0], course, now=NOW)
    read(learners[1], lesson)
    read(learners[2], lesson)
    read(learners[2], other, LATER)
    fields = ("learner", "course", "agency", "region", "enrolled_at", "started_at", "completed_at", "items_done")
    before = sorted(CourseProgress.objects.values_list(*fields))

    CourseProgress.objects.all().delete()

    assert recompute_all() == 3
    assert sorted(CourseProgress.objects.values_list(*fields)) == before
