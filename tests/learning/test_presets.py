"""What pages tell under each preset, and what they do when the time is over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.domain.quiz_taking import close_overdue, start_quiz
from learning.models import ItemCompletion
from quizzes.choices import AttemptState, Preset
from quizzes.domain.attempts import save_answer
from quizzes.models import Attempt
from tests.factories import make_learner, make_question
from tests.factories.quizzes import single
from tests.learning.test_quiz_views import NOW, field, quiz_item, row, signed_in, started, token, url

pytestmark = pytest.mark.django_db
__all__ = ["signed_in"]  # a fixture


def answered(learner, option, **rules) -> Attempt:
    """An open attempt at a quiz of one question with this answer saved; started long ago."""
    attempt = started(learner, make_question(single()), **rules)
    save_answer(row(attempt), {"p1": option}, sequence=1, language="ru", now=NOW)
    return attempt


def address(attempt):
    item = attempt.quiz.course_items.get()
    return reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])


def test_checking_an_answer_shows_right_or_wrong_with_the_explanation_and_locks_it(signed_in, learner):
    attempt = started(learner, make_question(single()), preset=Preset.LEARNING)
    question, response = url("question", attempt, 1), row(attempt)
    before = signed_in.get(question).content.decode()

    answer = signed_in.post(question, {field(response): token(response, "wrong"), "go": "check"})
    page = signed_in.get(answer.url).content.decode()
    signed_in.post(question, {field(response): token(response, "right"), "go": "1"})

    assert answer.url == question
    assert ["feedback [ru]" in text for text in (before, page)] == [False, True]
    assert 'value="check"' in before
    assert 'value="check"' not in page
    assert row(attempt).answer == {"p1": "wrong"}


def test_quiz_01_check_is_refused_where_nothing_is_told_before_the_end(signed_in, learner):
    attempt = started(learner, make_question(single()))
    question, response = url("question", attempt, 1), row(attempt)

    answer = signed_in.post(question, {field(response): token(response, "wrong"), "go": "check"})

    assert (answer.status_code, row(attempt).checked_at) == (400, None)
    assert 'value="check"' not in signed_in.get(question).content.decode()


def test_quiz_15_a_closed_quiz_tells_passed_or_not_and_nothing_else_while_attempts_remain(signed_in, learner):
    attempt = answered(learner, "wrong", preset=Preset.CLOSED, closes_at=timezone.now() + timedelta(days=9))
    signed_in.post(url("summary", attempt))

    page = signed_in.get(url("result", attempt)).content.decode()

    assert [text in page for text in ("Не сдано", "0 / 1", "feedback [ru]", "right [ru]")] == [
        True,
        False,
        False,
        False,
    ]


def test_quiz_07_any_page_of_an_overdue_attempt_hands_it_in_and_completes_the_quiz(signed_in, learner):
    attempt = answered(learner, "right", time_limit=10)

    answer = signed_in.get(url("question", attempt, 1))

    attempt.refresh_from_db()
    assert answer.url == url("result", attempt)
    assert (attempt.state, attempt.submitted_at) == (AttemptState.GRADED, NOW + timedelta(minutes=10))
    assert ItemCompletion.objects.get().attempt == attempt
    assert "Время вышло" in signed_in.get(answer.url).content.decode()


def test_quiz_07_the_intro_of_an_overdue_attempt_offers_a_new_one(signed_in, learner):
    attempt = answered(learner, "wrong", time_limit=10)

    page = signed_in.get(address(attempt)).content.decode()

    assert Attempt.objects.get().state == AttemptState.GRADED
    assert "Пройти ещё раз" in page


def test_the_sweep_hands_in_what_is_overdue_once(learner):
    late = answered(learner, "right", time_limit=10)
    in_time = start_quiz(make_learner(), quiz_item(time_limit=10), language="ru", now=NOW + timedelta(hours=1))

    closed = [close_overdue(now=NOW + timedelta(hours=1)) for _time in range(2)]

    assert closed == [1, 0]
    assert ItemCompletion.objects.get().attempt == late
    assert Attempt.objects.get(pk=in_time.pk).is_open


def test_a_second_start_within_the_pause_says_from_when(signed_in, learner):
    attempt = answered(learner, "wrong", pause_hours=24)
    signed_in.post(url("summary", attempt))

    page = signed_in.post(address(attempt), follow=True).content.decode()

    assert "Следующую попытку можно начать с" in page
    assert Attempt.objects.count() == 1
