"""Which questions an attempt asks: fixed ones, and draws from pools, the unseen first (features A7, B7)."""

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from quizzes.choices import QuestionState
from quizzes.models import QuestionVersion, QuizVersion, QuizVersionSlot, Response

shuffle: Callable[[list[Any]], None] = random.SystemRandom().shuffle


@dataclass(frozen=True)
class Drawn:
    """A question that an attempt will ask, and what it is worth."""

    question_version: QuestionVersion
    points: int


def draw(version: QuizVersion, learner: User) -> list[Drawn]:
    """The questions of a new attempt in the order to ask them. Four queries at most, whatever their number."""
    slots = list(
        version.slots.select_related("question_version").prefetch_related("pool__question").order_by("position")
    )
    seen = _seen(version, learner) if any(slot.topic_id for slot in slots) else set()
    drawn = [Drawn(one, slot.points) for slot in slots for one in _of_slot(slot, seen)]
    if version.shuffle_questions:
        shuffle(drawn)
    return drawn


def _of_slot(slot: QuizVersionSlot, seen: Collection[int]) -> list[QuestionVersion]:
    return [slot.question_version] if slot.question_version else _from_pool(slot, seen)


def _from_pool(slot: QuizVersionSlot, seen: Collection[int]) -> list[QuestionVersion]:
    """Unseen questions first, retired ones last; chance decides among equals."""
    pool = list(slot.pool.all())
    shuffle(pool)
    pool.sort(key=lambda one: (one.question.state == QuestionState.RETIRED, one.question_id in seen))
    return pool[: slot.draws]


def _seen(version: QuizVersion, learner: User) -> set[int]:
    """Questions the learner met in earlier attempts at this quiz, in any version."""
    met = Response.objects.filter(attempt__learner=learner, attempt__quiz=version.quiz_id)
    return set(met.values_list("question_version__question", flat=True))
