"""Limits, pauses, and which attempt counts."""

from datetime import timedelta

import pytest

from quizzes.choices import AttemptState, CountingRule
from quizzes.domain.attempts import NoAttemptsLeft, TooEarly, start_attempt, submit_attempt
from quizzes.domain.previews import start_preview
from quizzes.domain.publishing import latest_version
from quizzes.domain.standing import attempts_summary, completes
from quizzes.models import Attempt, ExtraAttempts, Response
from tests.factories import make_learner, make_published_quiz
from tests.quizzes.test_attempts import ITEM, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def take(learner, quiz, *, right=0, now=NOW) -> Attempt:
    """An attempt with so many of its answers right, handed in at once."""
    attempt = start_attempt(learner, quiz, item_key=ITEM, language="ru", now=now)
    Response.objects.filter(attempt=attempt, position__lte=right).update(answer={"p1": "right"})
    return submit_attempt(attempt, now=now)[0]


def standing(learner, quiz, now=NOW):
    return attempts_summary(learner, quiz, latest_version(quiz), now=now)


def test_quiz_10_pause_after_a_failed_attempt_holds_until_the_told_instant():
    learner, quiz = make_learner(), make_published_quiz(pause_hours=24)
    take(learner, quiz)

    with pytest.raises(TooEarly) as refused:
        take(learner, quiz, now=NOW + 23 * HOUR)

    assert refused.value.opens_at == standing(learner, quiz).coming.opens_at == NOW + 24 * HOUR
    assert take(learner, quiz, now=NOW + 24 * HOUR).number == 2


def test_there_is_no_pause_after_a_passed_attempt():
    learner, quiz = make_learner(), make_published_quiz(pause_hours=24)
    take(learner, quiz, right=2)

    assert standing(learner, quiz).may_start


def test_extra_attempts_go_beyond_the_limit():
    learner, quiz = make_learner(), make_published_quiz(max_attempts=1)
    take(learner, quiz)
    with pytest.raises(NoAttemptsLeft):
        take(learner, quiz)

    ExtraAttempts.objects.create(
        learner=learner, quiz=quiz, count=1, reason="Power cut", granted_by=make_learner(), granted_at=NOW
    )

    assert take(learner, quiz).number == 2
    assert standing(learner, quiz).is_over


def test_nobody_starts_after_the_end_date():
    learner, quiz = make_learner(), make_published_quiz(closes_at=NOW)

    with pytest.raises(NoAttemptsLeft):
        take(learner, quiz)

    assert not standing(learner, quiz).may_start
    assert standing(learner, quiz).is_over


@pytest.mark.parametrize(
    ("rule", "counting", "passed"),
    [(CountingRule.BEST, 2, True), (CountingRule.LAST, 3, False), (CountingRule.FIRST, 1, False)],
)
def test_which_attempt_counts(rule, counting, passed):
    learner, quiz = make_learner(), make_published_quiz(counting_rule=rule)
    for right in (0, 2, 1):
        take(learner, quiz, right=right)

    found = standing(learner, quiz)

    assert (found.counting.number, found.passed) == (counting, passed)


@pytest.mark.parametrize(("rule", "expected"), [("best", True), ("last", True), ("first", False)])
def test_a_pass_at_the_second_attempt_completes_unless_the_first_counts(rule, expected):
    learner, quiz = make_learner(), make_published_quiz(counting_rule=rule)
    take(learner, quiz)

    assert completes(take(learner, quiz, right=2)) is expected


def test_quiz_17_a_preview_is_held_to_no_limit_and_counts_nowhere():
    learner, quiz = make_learner(), make_published_quiz(max_attempts=1)
    for _time in range(2):
        preview = start_preview(learner, quiz, item_key=ITEM, language="ru", now=NOW)
        Response.objects.filter(attempt=preview).update(answer={"p1": "right"})
        preview, _closed = submit_attempt(preview, now=NOW)

    found = standing(learner, quiz)

    assert (preview.number, preview.passed, completes(preview)) == (0, True, False)
    assert (found.attempts, found.left, found.passed) == ([], 1, False)


def test_quiz_17_an_open_preview_makes_room_for_a_real_attempt():
    learner, quiz = make_learner(), make_published_quiz()
    preview = start_preview(learner, quiz, item_key=ITEM, language="ru", now=NOW)

    real = start_attempt(learner, quiz, item_key=ITEM, language="ru", now=NOW)

    preview.refresh_from_db()
    assert (real.number, real.is_preview, preview.state) == (1, False, AttemptState.VOID)
