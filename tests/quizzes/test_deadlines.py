"""Time limits: fixed at the start by one clock, kept by it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from quizzes.choices import AttemptState
from quizzes.domain.attempts import AttemptClosed, save_answer, submit_attempt
from quizzes.domain.deadlines import minutes_allowed, overdue_attempts
from quizzes.domain.publishing import freeze_quiz, latest_version
from quizzes.models import Response, TimeAllowance
from tests.factories import make_learner, make_published_quiz
from tests.quizzes.test_attempts import NOW, start

pytestmark = pytest.mark.django_db
LIMIT = timedelta(minutes=20)


def learner_with(factor: str | None):
    learner = make_learner()
    given = Decimal(factor) if factor else None
    TimeAllowance.objects.create(learner=learner, factor=given, granted_by=make_learner(), granted_at=NOW)
    return learner


def save_at(attempt, moment, choice="right"):
    response = Response.objects.get(attempt=attempt, position=1)
    save_answer(response, {"p1": choice}, sequence=None, language="ru", now=moment)


@pytest.mark.parametrize(
    ("factor", "closes", "allowed"),
    [
        ("1", None, LIMIT),
        ("1.5", None, LIMIT * 1.5),
        (None, None, None),
        ("2", timedelta(minutes=30), timedelta(minutes=30)),
        (None, timedelta(minutes=30), timedelta(minutes=30)),
    ],
)
def test_quiz_06_deadline_is_the_personal_limit_or_the_end_date(factor, closes, allowed):
    quiz = make_published_quiz(time_limit=20, closes_at=closes and NOW + closes)

    attempt = start(learner_with(factor), quiz)

    assert attempt.deadline == (allowed and NOW + allowed)


def test_without_limit_there_is_no_deadline():
    assert start().deadline is None


def test_minutes_told_are_the_learners_own():
    version = latest_version(make_published_quiz(time_limit=20))

    assert [minutes_allowed(version, learner_with(factor)) for factor in ("1.25", None)] == [25, None]
    assert minutes_allowed(version, make_learner()) == 20


def test_quiz_06_answers_are_taken_five_seconds_past_the_deadline_and_no_longer():
    attempt = start(quiz=make_published_quiz(time_limit=20))
    save_at(attempt, NOW + LIMIT + timedelta(seconds=5))

    with pytest.raises(AttemptClosed):
        save_at(attempt, NOW + LIMIT + timedelta(seconds=6), "wrong")

    assert Response.objects.get(attempt=attempt, position=1).answer == {"p1": "right"}


def test_quiz_06_a_stricter_limit_leaves_a_running_attempt_its_deadline():
    quiz = make_published_quiz(time_limit=20)
    attempt = start(quiz=quiz)
    quiz.time_limit = 5
    quiz.save()
    freeze_quiz(quiz, now=NOW)

    attempt.refresh_from_db()

    assert attempt.deadline == NOW + LIMIT


def test_quiz_07_a_late_hand_in_is_closed_as_of_the_deadline_with_what_was_saved():
    attempt = start(quiz=make_published_quiz(time_limit=20))
    save_at(attempt, NOW + timedelta(minutes=1))

    closed, first = submit_attempt(attempt, now=NOW + timedelta(hours=3))
    again, second = submit_attempt(attempt, now=NOW + timedelta(hours=4))

    assert (first, second) == (True, False)
    assert closed.submitted_at == again.submitted_at == NOW + LIMIT
    assert (closed.closed_by_deadline, closed.state, closed.points) == (True, AttemptState.GRADED, 1)


def test_overdue_are_open_attempts_past_their_deadline_only():
    timed = make_published_quiz(time_limit=20)
    late, _untimed = start(quiz=timed), start()
    submit_attempt(start(quiz=timed), now=NOW)

    assert list(overdue_attempts(NOW + LIMIT)) == []
    assert list(overdue_attempts(NOW + LIMIT + timedelta(seconds=6))) == [late]
