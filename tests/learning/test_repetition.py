"""After a failure: the lessons behind the wrong answers, and the next attempt (ux 36, 37, journey L4)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseItem, LessonPage
from learning.domain.quiz_taking import start_quiz, submit_quiz
from quizzes.choices import Preset
from quizzes.models import Question, Quiz, Response
from tests.factories import make_learner, make_question, make_quiz
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, make_quiz_pages, publish
from tests.factories.quizzes import single

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def lessons():
    """Three lessons and a quiz of four questions: two taught in the second lesson, one in the first, one nowhere."""
    modules = make_module_pages(make_course_pages("Course"))
    taught = [make_lesson_pages(modules, title) for title in ("First", "Second", "Third")]
    places = (taught[1], taught[0], taught[1], None)
    questions = [make_question(single(), taught_in=place["kk"] if place else None) for place in places]
    make_quiz_pages(modules, make_quiz(*questions, pause_hours=0, shuffle_questions=False), "Final")
    return taught


def fail(learner, *right: int):
    """An attempt with the right answer at these positions and a wrong one at all others."""
    item = CourseItem.objects.select_related("module__course").get(quiz__isnull=False)
    attempt = start_quiz(learner, item, language="ru", now=NOW)
    for response in Response.objects.filter(attempt=attempt):
        response.answer = {"p1": "right" if response.position in right else "wrong"}
        response.save()
    return submit_quiz(attempt, language="ru", now=NOW)


@pytest.fixture
def learner(client):
    learner = make_learner()
    client.force_login(learner)
    return learner


def page_of(client, name, attempt):
    return " ".join(client.get(reverse(f"learning:{name}", args=[attempt.public_id])).content.decode().split())


def test_lessons_behind_mistakes_stand_in_the_order_of_the_course(client, learner, lessons):
    attempt = fail(learner)

    answer = client.get(reverse("learning:repeat", args=[attempt.public_id]))

    assert [(one.item.titles["ru"], one.positions) for one in answer.context["lessons"]] == [
        ("First [ru]", [2]),
        ("Second [ru]", [1, 3]),
    ]
    assert "Пройти ещё раз" in answer.content.decode()


def test_only_what_was_wrong_leads_to_a_lesson(client, learner, lessons):
    attempt = fail(learner, 1, 3)

    answer = client.get(reverse("learning:repeat", args=[attempt.public_id]))
    result = page_of(client, "result", attempt)

    assert [one.item.titles["ru"] for one in answer.context["lessons"]] == ["First [ru]"]
    assert ("Перечитать: <a" in result, result.count("First [ru]</a>"), "Second [ru]" in result) == (True, 1, False)
    assert reverse("learning:repeat", args=[attempt.public_id]) in result


def test_a_lesson_that_went_offline_is_not_offered(client, learner, lessons):
    for page in lessons[0].values():
        page.unpublish()
    attempt = fail(learner, 1, 3)

    assert client.get(reverse("learning:repeat", args=[attempt.public_id])).context["lessons"] == []
    assert reverse("learning:repeat", args=[attempt.public_id]) not in page_of(client, "result", attempt)


@pytest.mark.parametrize("preset", [Preset.CLOSED, Preset.ENTRY])
def test_quiz_16_presets_that_tell_no_mistakes_tell_no_lessons(client, learner, lessons, preset):
    Quiz.objects.update(preset=preset, closes_at=NOW + timedelta(days=1))
    for page in LessonPage.objects.all():
        publish(page)
    from_quiz = CourseItem.objects.get(quiz__isnull=False)
    for page in from_quiz.quiz.pages.all():
        publish(page)
    attempt = fail(learner)

    answer = client.get(reverse("learning:repeat", args=[attempt.public_id]))

    assert answer.context["lessons"] == []
    assert "Second [ru]" not in answer.content.decode()


def test_open_and_foreign_attempts_have_nothing_to_repeat(client, learner, lessons):
    item = CourseItem.objects.select_related("module__course").get(quiz__isnull=False)
    own = start_quiz(learner, item, language="ru", now=NOW)
    foreign = fail(make_learner())

    answers = [client.get(reverse("learning:repeat", args=[one.public_id])) for one in (own, foreign)]

    assert answers[0]["Location"] == reverse("learning:summary", args=[own.public_id])
    assert answers[1].status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_lessons_as_for_one(
    client, learner, lessons, number, django_assert_num_queries
):
    taught = list(LessonPage.objects.filter(locale__language_code="ru").order_by("path"))
    for place, question in enumerate(Question.objects.order_by("pk")):
        Question.objects.filter(pk=question.pk).update(taught_in=taught[place % number])
    attempt = fail(learner)
    address = reverse("learning:repeat", args=[attempt.public_id])
    client.get(address)

    with django_assert_num_queries(13):
        assert len(client.get(address).context["lessons"]) == number
