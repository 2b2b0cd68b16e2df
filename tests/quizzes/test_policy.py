"""Which preset tells what, and when."""

from datetime import timedelta

import pytest

from quizzes.choices import AttemptState, Preset
from quizzes.domain.policy import ALL, NOTHING, SCORE, VERDICTS, Pools, feedback_for, pools_of
from quizzes.domain.publishing import latest_version
from quizzes.models import Attempt, QuizVersion
from tests.factories.topics import make_drawing_quiz, make_topic, publish
from tests.quizzes.test_attempts import NOW

FIXED, NARROW, WIDE = Pools(False, False), Pools(True, False), Pools(True, True)
LATER = NOW + timedelta(days=1)


def told(preset, *, is_over=False, pools=FIXED, state=AttemptState.GRADED, closes_at=None):
    version = QuizVersion(preset=preset, closes_at=closes_at)
    return feedback_for(Attempt(state=state), version, is_over=is_over, pools=pools, now=NOW)


def test_learning_tells_everything():
    assert told(Preset.LEARNING) == ALL


@pytest.mark.parametrize("pools", [FIXED, NARROW, WIDE])
def test_quiz_16_control_keeps_the_right_options_while_attempts_remain(pools):
    assert told(Preset.CONTROL, pools=pools) == VERDICTS


@pytest.mark.parametrize(("pools", "expected"), [(FIXED, ALL), (NARROW, VERDICTS), (WIDE, ALL)])
def test_control_tells_the_right_options_at_the_end_unless_pools_are_narrow(pools, expected):
    """Features A8."""
    assert told(Preset.CONTROL, is_over=True, pools=pools) == expected


@pytest.mark.parametrize(
    ("is_over", "pools", "expected"),
    [(False, FIXED, NOTHING), (False, NARROW, NOTHING), (False, WIDE, SCORE), (True, NARROW, SCORE)],
)
def test_quiz_16_closed_tells_the_score_only_where_it_gives_nothing_away(is_over, pools, expected):
    assert told(Preset.CLOSED, is_over=is_over, pools=pools, closes_at=LATER) == expected


@pytest.mark.parametrize("is_over", [False, True])
def test_entry_tests_tell_the_score_and_nothing_else_since_their_questions_come_again(is_over):
    """Features B14."""
    assert told(Preset.ENTRY, is_over=is_over) == SCORE


def test_closed_tells_like_control_after_the_end_date():
    assert told(Preset.CLOSED, is_over=True, closes_at=NOW) == ALL


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("state", [AttemptState.OPEN, AttemptState.MARKING, AttemptState.VOID])
def test_quiz_15_nothing_is_told_before_an_attempt_is_graded(preset, state):
    assert told(preset, is_over=True, state=state) == NOTHING


@pytest.mark.django_db
@pytest.mark.parametrize(("draws", "expected"), [(((6, 2), (3, 1)), WIDE), (((6, 2), (3, 2)), NARROW)])
def test_pools_are_wide_when_each_holds_three_times_its_draw(draws, expected):
    quiz = publish(make_drawing_quiz(*((make_topic(questions=size), count) for size, count in draws)))

    assert pools_of(latest_version(quiz)) == expected
