"""Time limits by one server clock, allowances, pauses, extra attempts, and which attempt counts."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from quizzes.choices import CountingRule, Preset
from quizzes.domain.attempts import (
    AnswerChecked,
    AttemptClosed,
    NoAttemptsLeft,
    TooEarly,
    check_answer,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.domain.deadlines import overdue_attempts
from quizzes.domain.policy import feedback_for, pools_of
from quizzes.domain.sheets import sheet_fingerprint
from quizzes.domain.standing import attempts_summary, completes
from quizzes.models import Attempt, ExtraAttempts, TimeAllowance
from tests.factories import make_learner, make_published_quiz, make_question, make_trainer
from tests.factories.topics import make_drawing_quiz, make_topic, publish
from tests.quizzes.test_attempts import ITEM, NOW

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def start(learner, quiz, *, now=NOW, **kwargs) -> Attempt:
    return start_attempt(learner, quiz, item_key=ITEM, language="ru", now=now, **kwargs)


def answer(attempt: Attempt, *, now: datetime, option: str = "right", position: int = 1) -> bool:
    response = attempt.responses.get(position=position)
    return save_answer(response, {"p1": option}, sequence=None, language="ru", now=now)


def take(learner, quiz, *, right: bool, now=NOW) -> Attempt:
    """A whole attempt at a quiz of one question."""
    attempt = start(learner, quiz, now=now)
    answer(attempt, now=now, option="right" if right else "wrong")
    return submit_attempt(attempt, now=now)[0]


@pytest.fixture
def quiz():
    return make_published_quiz(make_question(), time_limit=10, max_attempts=2, pause_hours=24)


@pytest.mark.parametrize(
    ("factor", "closes_after", "expected"),
    [
        (None, None, 10 * MINUTE),
        (Decimal("1.5"), None, 15 * MINUTE),
        (None, 4 * MINUTE, 4 * MINUTE),
        (Decimal("2"), 15 * MINUTE, 15 * MINUTE),
    ],
)
def test_quiz_06_deadline_is_the_earlier_of_limit_times_factor_and_end_date(factor, closes_after, expected):
    learner = make_learner()
    closes_at = NOW + closes_after if closes_after else None
    quiz = make_published_quiz(make_question(), time_limit=10, closes_at=closes_at)
    if factor:
        TimeAllowance.objects.create(learner=learner, factor=factor, granted_by=make_trainer(), granted_at=NOW)

    assert start(learner, quiz).deadline - NOW == expected


def test_an_allowance_without_a_factor_lifts_the_limit(quiz):
    """Features A11: up to unlimited."""
    learner = make_learner()
    TimeAllowance.objects.create(learner=learner, factor=None, granted_by=make_trainer(), granted_at=NOW)

    assert start(learner, quiz).deadline is None


@pytest.mark.parametrize(("late", "is_taken"), [(0, True), (5, True), (6, False)])
def test_quiz_06_answers_are_taken_until_five_seconds_after_the_deadline(quiz, late, is_taken):
    attempt = start(make_learner(), quiz)
    answer(attempt, now=NOW, option="wrong")
    moment = attempt.deadline + timedelta(seconds=late)

    if is_taken:
        answer(attempt, now=moment)
    else:
        with pytest.raises(AttemptClosed):
            answer(attempt, now=moment)

    assert attempt.responses.get().answer == {"p1": "right" if is_taken else "wrong"}


def test_quiz_06_a_shorter_limit_published_later_does_not_touch_a_running_attempt(quiz):
    attempt = start(make_learner(), quiz)
    before = attempt.deadline

    quiz.time_limit = 1
    quiz.save()
    publish(quiz)

    attempt.refresh_from_db()
    assert attempt.deadline == before


def test_quiz_07_an_overdue_attempt_is_closed_as_of_its_deadline_with_what_was_saved(quiz):
    attempt = start(make_learner(), quiz)
    answer(attempt, now=NOW)

    closed, closed_now = submit_attempt(attempt, now=NOW + 3 * HOUR)

    assert (closed_now, closed.submitted_at, closed.closed_by_deadline) == (True, attempt.deadline, True)
    assert (closed.points, closed.passed) == (1, True)


def test_quiz_07_two_sweepers_and_the_learner_give_one_result(quiz):
    attempt = start(make_learner(), quiz)

    results = [submit_attempt(attempt, now=NOW + HOUR * hours) for hours in (3, 4, 5)]

    assert [closed_now for _attempt, closed_now in results] == [True, False, False]
    assert len({one.submitted_at for one, _closed_now in results}) == 1


def test_the_sweep_finds_overdue_open_attempts_only(quiz):
    late, early = start(make_learner(), quiz), start(make_learner(), quiz, now=NOW + 8 * MINUTE)
    handed_in = start(make_learner(), quiz)
    submit_attempt(handed_in, now=NOW)
    start(make_learner(), make_published_quiz())

    found = overdue_attempts(NOW + 11 * MINUTE)

    assert (list(found), early.is_open) == ([late], True)


def test_a_pause_follows_a_failed_attempt_and_says_when_it_ends(quiz):
    """Features A7."""
    learner = make_learner()
    take(learner, quiz, right=False)

    with pytest.raises(TooEarly) as refused:
        start(learner, quiz, now=NOW + 23 * HOUR)

    assert refused.value.opens_at == NOW + 24 * HOUR
    assert start(learner, quiz, now=NOW + 24 * HOUR).number == 2


def test_extra_attempts_lift_the_limit_of_one_person_in_one_quiz(quiz):
    learner, other = make_learner(), make_learner()
    for person in (learner, other):
        take(person, quiz, right=False)
        take(person, quiz, right=False, now=NOW + 25 * HOUR)
    ExtraAttempts.objects.create(
        learner=learner, quiz=quiz, count=1, reason="power cut", granted_by=make_trainer(), granted_at=NOW
    )

    with pytest.raises(NoAttemptsLeft):
        start(other, quiz, now=NOW + 60 * HOUR)
    assert start(learner, quiz, now=NOW + 60 * HOUR).number == 3


def test_nobody_starts_after_the_end_date():
    quiz = make_published_quiz(make_question(), closes_at=NOW)

    with pytest.raises(NoAttemptsLeft):
        start(make_learner(), quiz)


@pytest.mark.parametrize(
    ("rule", "counting", "completing"),
    [
        (CountingRule.BEST, 2, [False, True, False]),
        (CountingRule.LAST, 3, [False, True, False]),
        (CountingRule.FIRST, 1, [False, False, False]),
    ],
)
def test_the_counting_rule_says_which_attempt_is_the_result(rule, counting, completing):
    quiz = make_published_quiz(make_question(), max_attempts=3, counting_rule=rule)
    learner = make_learner()
    attempts = [take(learner, quiz, right=right) for right in (False, True, False)]

    summary = attempts_summary(learner, quiz, quiz.versions.get(), now=NOW)

    assert summary.counting == attempts[counting - 1]
    assert [completes(one) for one in attempts] == completing


def test_quiz_17_a_preview_uses_up_nothing_and_completes_nothing(quiz):
    trainer = make_trainer()
    preview = start(trainer, quiz, is_preview=True)
    answer(preview, now=NOW)
    closed, _now = submit_attempt(preview, now=NOW)

    attempt = start(trainer, quiz)

    assert (closed.passed, completes(closed), closed.number, attempt.number) == (True, False, 0, 1)
    assert attempts_summary(trainer, quiz, quiz.versions.get(), now=NOW).attempts == [attempt]


def test_a_checked_answer_is_locked_in_a_learning_quiz():
    quiz = make_published_quiz(make_question(), preset=Preset.LEARNING)
    attempt = start(make_learner(), quiz)
    answer(attempt, now=NOW, option="wrong")

    check_answer(attempt.responses.get(), now=NOW)

    with pytest.raises(AnswerChecked):
        answer(attempt, now=NOW)
    assert attempt.responses.get().answer == {"p1": "wrong"}


@pytest.mark.parametrize("preset", [Preset.CONTROL, Preset.CLOSED])
def test_quiz_01_only_learning_quizzes_check_an_answer(preset):
    attempt = start(make_learner(), make_published_quiz(make_question(), preset=preset))
    answer(attempt, now=NOW)

    with pytest.raises(ValueError, match="tells nothing"):
        check_answer(attempt.responses.get(), now=NOW)

    assert attempt.responses.get().checked_at is None


ENDS = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("preset", "pool", "is_over", "now", "told"),
    [
        (Preset.LEARNING, 1, False, NOW, "score verdicts key"),
        (Preset.CONTROL, 0, False, NOW, "score verdicts"),
        (Preset.CONTROL, 0, True, NOW, "score verdicts key"),
        (Preset.CONTROL, 2, True, NOW, "score verdicts"),
        (Preset.CONTROL, 3, True, NOW, "score verdicts key"),
        (Preset.CLOSED, 0, False, NOW, ""),
        (Preset.CLOSED, 3, False, NOW, "score"),
        (Preset.CLOSED, 0, True, NOW, "score"),
        (Preset.CLOSED, 0, True, ENDS, "score verdicts key"),
    ],
)
def test_quiz_16_a_preset_tells_no_more_than_it_promises(preset, pool, is_over, now, told):
    """Features A8. ``pool``: how many questions one is drawn from; 0: a fixed question."""
    rules = {"preset": preset, "closes_at": ENDS if preset == Preset.CLOSED else None}
    fixed = () if pool else (make_question(),)
    draws = [(make_topic(questions=pool), 1)] if pool else []
    quiz = publish(make_drawing_quiz(*draws, fixed=fixed, **rules))
    attempt = take(make_learner(), quiz, right=True)

    shown = feedback_for(attempt, attempt.quiz_version, is_over=is_over, pools=pools_of(attempt.quiz_version), now=now)

    assert [name for name in ("score", "verdicts", "key") if getattr(shown, name)] == told.split()


def test_the_sheet_hash_proves_what_was_laid_out_and_notices_a_changed_sheet():
    """Features B5."""
    attempt = start(make_learner(), make_published_quiz(make_question(), make_question()))
    rows = list(attempt.responses.select_related("question_version"))
    untouched = sheet_fingerprint(attempt, rows)
    answer(attempt, now=NOW)

    rows = list(attempt.responses.select_related("question_version"))
    answered = sheet_fingerprint(attempt, rows)
    rows[0].layout[0]["options"].reverse()

    assert [untouched, answered] == [attempt.sheet_hash] * 2
    assert sheet_fingerprint(attempt, rows) != attempt.sheet_hash
