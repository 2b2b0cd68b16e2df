"""A changed or repealed norm sends everything that cites it to be checked (features B20)."""

from datetime import date

import pytest
from django.utils import timezone

from courses.domain.currency import due_checks, norms_to_look_at, note_check
from courses.models import LessonPage
from quizzes.models import Norm, Question
from tests.factories import make_question, make_trainer
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, publish

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def make_norm(code: str, **dates: date) -> Norm:
    return Norm.objects.create(kind="law", code=code, title_ru=code, title_kk=code, **dates)


def cite(question: Question, *norms: Norm) -> Question:
    question.norms.set(norms)
    question.save()
    return question


@pytest.fixture
def lesson() -> LessonPage:
    """A lesson in three languages; the Russian page."""
    return make_lesson_pages(make_module_pages(make_course_pages()), "Lesson")["ru"]


def due(today=TODAY):
    found = due_checks(LessonPage.objects.all(), Question.objects.all(), today=today)
    return [
        (one.norm.code, one.event_on, [q.key for q in one.questions], [p.translation_key for p in one.pages])
        for one in found
    ]


def test_everything_that_cites_a_changed_norm_is_listed_once(lesson):
    norm, other = make_norm("Law 1", changed_on=TODAY), make_norm("Law 2")
    for page in LessonPage.objects.all():
        page.norms = [norm, other]
        publish(page)
    cite(make_question(key="b"), norm)
    cite(make_question(key="a"), norm, other)
    cite(make_question(key="c", state="retired"), norm)
    cite(make_question(key="d"), other)

    assert due() == [("Law 1", TODAY, ["a", "b"], [lesson.translation_key])]


def test_future_change_waits_for_its_day_and_the_oldest_comes_first():
    late, early = make_norm("Late", changed_on=date(2026, 12, 1)), make_norm("Early", repealed_on=date(2026, 11, 1))
    cite(make_question(key="a"), late, early)

    assert [one[:3] for one in due()] == [("Early", date(2026, 11, 1), ["a"])]
    assert [one[0] for one in due(date(2026, 12, 1))] == ["Early", "Late"]


def test_what_was_checked_comes_back_with_the_next_change_only(lesson):
    norm, trainer = make_norm("Law", changed_on=date(2026, 11, 1)), make_trainer()
    lesson.norms = [norm]
    publish(lesson)
    question = cite(make_question(), norm)
    (found,) = due_checks(LessonPage.objects.all(), Question.objects.all(), today=TODAY)

    note_check(found, by=trainer, now=timezone.now(), question=question)
    half = due()
    note_check(found, by=trainer, now=timezone.now(), page=lesson.translation_key)
    none = due()
    norm.changed_on = TODAY
    norm.save()

    assert ([one[2:] for one in half], none) == ([([], [lesson.translation_key])], [])
    assert [one[2:] for one in due()] == [([question.key], [lesson.translation_key])]


def test_norms_in_force_come_up_on_their_day():
    make_norm("Later", review_by=date(2026, 12, 1))
    make_norm("Gone", review_by=TODAY, repealed_on=TODAY)
    due_one = make_norm("Due", review_by=TODAY)

    assert list(norms_to_look_at(today=TODAY)) == [due_one]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(count, lesson, django_assert_num_queries):
    lesson.norms = norms = [make_norm(f"Law {number}", changed_on=TODAY) for number in range(count)]
    publish(lesson)
    for _number in range(count):
        cite(make_question(), *norms)

    with django_assert_num_queries(6):
        assert len(due()) == count
