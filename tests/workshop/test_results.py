"""How far learners come in a course, for its authors."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.figures import Share
from courses.choices import ItemKind
from courses.models import Course, CourseItem, ModulePage
from courses.queries import open_items
from learning.domain.clarity import count_answer
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from quizzes.domain.previews import start_preview
from quizzes.models import Response
from tests.factories import make_learner, make_quiz, make_trainer
from tests.factories.pages import (
    make_course_pages,
    make_lesson_pages,
    make_module_pages,
    make_quiz_pages,
    make_team,
)
from tests.workshop.conftest import client_of, in_english, text_of
from workshop.domain.results import count_course, course_figures
from workshop.result_rows import item_rows

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def live(indexes, trainer) -> Course:
    """A live course of two lessons and a quiz, of the trainer's team."""
    courses = make_course_pages("Course", indexes=indexes)
    make_team(courses, trainer)
    modules = make_module_pages(courses)
    make_lesson_pages(modules, "First")
    make_lesson_pages(modules, "Second")
    make_quiz_pages(modules, make_quiz(), "Final")
    CourseItem.objects.update(opened_at=None)
    return Course.objects.get()


def item(title: str) -> CourseItem:
    return next(one for one in open_items() if title in one.titles["en"])


def take(learner, *, right: bool) -> None:
    """An attempt at the quiz, handed in."""
    attempt = start_quiz(learner, item("Final"), language="ru", now=NOW)
    if right:
        Response.objects.filter(attempt=attempt).update(answer={"p1": "right"})
    submit_quiz(attempt, language="ru", now=NOW)


def learn(count: int) -> None:
    """``count`` times four people: one reads a lesson, one two, one fails and then passes, one fails."""
    for _number in range(count):
        one, two, three, four = (make_learner() for _place in range(4))
        complete_lesson(one, item("First"), language="ru", now=NOW)
        for learner in (two, three):
            complete_lesson(learner, item("First"), language="kk", now=NOW)
            complete_lesson(learner, item("Second"), language="kk", now=NOW)
        take(three, right=False)
        take(three, right=True)
        take(four, right=False)


@pytest.mark.parametrize("count", [1, 3])
def test_every_person_counts_once_however_often_they_try(live, trainer, count, django_assert_num_queries):
    learn(count)
    start_preview(trainer, item("Final").quiz, item_key=item("Final").key, language="ru", now=NOW)

    with django_assert_num_queries(8):
        figures = course_figures(live)

    assert figures == {
        "enrolled": 4 * count,
        "started": 4 * count,
        "completed": count,
        "items": [
            {"item": item("First").pk, "done": 3 * count, "attempted": None, "passed": None, "clear": None},
            {"item": item("Second").pk, "done": 2 * count, "attempted": None, "passed": None, "clear": None},
            {"item": item("Final").pk, "done": count, "attempted": 2 * count, "passed": count, "clear": None},
        ],
    }


def answer(title: str, *answers: bool) -> None:
    for is_clear in answers:
        count_answer(item(title), "kk", is_clear=is_clear)


def test_clarity_is_told_from_five_answers_on(live, trainer):
    answer("First", True, True, True, False)
    answer("Second", True, True, True, True, False)

    count_course(live, now=NOW)
    page = text_of(client_of(trainer).get(reverse("workshop:results", args=[live.key])))

    assert [one["clear"] for one in live.figures.figures["items"]] == [None, [4, 5], None]
    assert ("4 of 5 (80.0%)" in page, "3 of 4" in page) == (True, False)


def take_both(learner, *, right: bool) -> None:
    """An entry test with a wrong answer, and the quiz of the course."""
    for title, is_right in (("Before", False), ("Final", False), ("Final", right)):
        attempt = start_quiz(learner, item(title), language="ru", now=NOW)
        responses = Response.objects.filter(attempt=attempt)
        responses.update(answer={"p1": "right" if is_right else "wrong"})
        responses.filter(position=1).update(answer={"p1": "right"})
        submit_quiz(attempt, language="ru", now=NOW)


@pytest.mark.parametrize(("people", "gain"), [(4, []), (5, [{"people": 5, "before": 50, "after": 90}])])
def test_gain_compares_the_first_try_before_with_the_best_after(live, trainer, people, gain):
    modules = {page.locale.language_code: page for page in ModulePage.objects.all()}
    make_quiz_pages(modules, make_quiz(), "Before", is_pretest=True)
    for number in range(people):
        take_both(make_learner(), right=number > 0)
    take(make_learner(), right=True)

    count_course(live, now=NOW)

    page = text_of(client_of(trainer).get(reverse("workshop:results", args=[live.key])))
    assert [{"people": one.people, "before": one.before, "after": one.after} for one in live.gains.all()] == gain
    assert ("The country</th><td>50 %</td><td>90 %</td><td>5</td>" in page) == bool(gain)


def test_nobody_passes_an_entry_test(live, trainer):
    modules = {page.locale.language_code: page for page in ModulePage.objects.all()}
    make_quiz_pages(modules, make_quiz(), "Before", is_pretest=True)
    take_both(make_learner(), right=True)

    count_course(live, now=NOW)

    told = {row.item: (row.done, row.attempted, row.passed) for row in item_rows(live.figures)}
    tried = Share(1, 1)
    assert told[item("Before")] == (None, tried, None)
    assert told[item("Final")] == (tried, tried, tried)


def test_page_tells_the_shares_that_were_counted(live, trainer):
    learn(1)
    client, address = client_of(trainer), reverse("workshop:results", args=[live.key])

    before = text_of(client.get(address))
    count_course(live, now=NOW)
    after = text_of(client.get(address))

    assert "Nothing has been counted yet." in before
    assert [words in after for words in ("4 of 4 (100.0%)", "3 of 4 (75.0%)", "1 of 4 (25.0%)", "1 of 2 (50.0%)")] == [
        True
    ] * 4


def test_counting_on_request_and_every_night(live, trainer, django_capture_on_commit_callbacks):
    learn(1)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(trainer).post(reverse("workshop:results", args=[live.key]))
    counted = live.figures.counted_at

    call_command("count_courses")

    live.figures.refresh_from_db()
    assert live.figures.counted_at > counted - timedelta(seconds=1)
    assert live.figures.figures["completed"] == 1


def test_draft_course_and_foreign_course(live, trainer, course):
    stranger = client_of(in_english(make_trainer()))

    page = text_of(client_of(trainer).get(reverse("workshop:results", args=[course.translation_key])))
    address = reverse("workshop:results", args=[live.key])

    assert "The course has not been published yet." in page
    assert stranger.get(address)["Location"] == f"/ru{address}"
    assert {one.kind for one in open_items()} == {ItemKind.LESSON, ItemKind.QUIZ}
