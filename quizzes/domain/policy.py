"""What a learner is told about an attempt, and when: the four presets (features A8, QUIZ-15, QUIZ-16)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from quizzes.choices import AttemptState, Preset
from quizzes.models import Attempt, QuizVersion

# Below this share of a pool, what is right in one attempt gives the next one away.
POOL_PER_DRAW = 3


@dataclass(frozen=True)
class Feedback:
    """What the result page shows: points, right or wrong per question with explanation, the right options."""

    score: bool
    verdicts: bool
    key: bool


# "Nothing" still tells whether it was passed, once it is graded.
NOTHING, SCORE, VERDICTS, ALL = (
    Feedback(False, False, False),
    Feedback(True, False, False),
    Feedback(True, True, False),
    Feedback(True, True, True),
)


@dataclass(frozen=True)
class Pools:
    """Whether a version draws at all, and whether every pool holds at least three times what is drawn from it."""

    are_drawn: bool
    are_wide: bool


def pools_of(version: QuizVersion) -> Pools:
    """In one query."""
    slots = version.slots.filter(topic__isnull=False).annotate(size=Count("pool"))
    sizes = list(slots.values_list("size", "draws"))
    wide = bool(sizes) and all(size >= POOL_PER_DRAW * draws for size, draws in sizes)
    return Pools(bool(sizes), wide)


def feedback_for(attempt: Attempt, version: QuizVersion, *, is_over: bool, pools: Pools, now: datetime) -> Feedback:
    """What the learner may be shown of a closed attempt.

    ``is_over``: the learner passed or has no attempt left, so nothing of their own depends on the key any more.
    """
    if attempt.state != AttemptState.GRADED:
        return NOTHING
    if version.preset == Preset.LEARNING:
        return ALL
    if version.preset == Preset.ENTRY:
        # The same questions measure the gain at the end of the course (features B14).
        return SCORE
    if version.preset == Preset.CLOSED and (version.closes_at is None or now < version.closes_at):
        # From the steps of a score one could find out which answer was right.
        return SCORE if is_over or pools.are_wide else NOTHING
    return ALL if is_over and (pools.are_wide or not pools.are_drawn) else VERDICTS
