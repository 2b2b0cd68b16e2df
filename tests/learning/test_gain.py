"""A learner's own gain: the entry test beside the result of now (features of awareness; QUIZ-15)."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.gain import percent_before
from quizzes.choices import Preset
from quizzes.models import Response
from tests.factories import make_item, make_learner, make_published_quiz, make_question
from tests.factories.quizzes import single

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def make_quiz_item(module, *, questions=2, is_pretest=False, **rules):
    quiz = make_published_quiz(*(make_question(single()) for _one in range(questions)), pause_hours=0, **rules)
    return make_item(module, quiz=quiz, is_pretest=is_pretest)


def take(learner, item, *answers):
    attempt = start_quiz(learner, item, language="ru", now=NOW)
    for position, answer in enumerate(answers, start=1):
        Response.objects.filter(attempt=attempt, position=position).update(answer={"p1": answer})
    return submit_quiz(attempt, language="ru", now=NOW)


def test_the_first_attempt_at_the_entry_test_counts(learner, module):
    entry = make_quiz_item(module, is_pretest=True)
    take(learner, entry, "right", "wrong")
    take(learner, entry, "right", "right")
    take(make_learner(), entry, "wrong", "wrong")

    assert percent_before(learner, module.course) == 50


def test_nothing_is_told_without_an_entry_test_or_where_its_scores_are_closed(learner, module):
    take(learner, make_quiz_item(module), "right", "right")
    take(learner, make_quiz_item(module, is_pretest=True, preset=Preset.CLOSED), "right", "right")
    start_quiz(learner, make_quiz_item(module, is_pretest=True), language="ru", now=NOW)

    assert percent_before(learner, module.course) is None


def test_the_result_of_the_course_s_quiz_shows_both(client, learner, module):
    entry, final = make_quiz_item(module, is_pretest=True), make_quiz_item(module)
    first, last = take(learner, entry, "right", "wrong"), take(learner, final, "right", "right")
    client.force_login(learner)

    page = client.get(reverse("learning:result", args=[last.public_id]))
    of_entry = client.get(reverse("learning:result", args=[first.public_id]))

    assert (page.context["gain"]["before"], of_entry.context["gain"]) == (50, None)
    assert "Входной тест: 50 %" in " ".join(page.content.decode().split())
