"""Essays handed in, and marks for them."""

from datetime import UTC, datetime, timedelta

from accounts.models import User
from courses.models import CourseItem
from learning.domain.marking import mark_answer
from quizzes.domain.marking_queue import open_next
from quizzes.models import Attempt, MarkingTask
from tests.factories.corrections import hand_in_with
from tests.factories.people import make_learner

MARKED_AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
TEXT = "The State reports on time."


def hand_in_essay(item: CourseItem, learner: User | None = None, text: str = TEXT) -> Attempt:
    """An attempt at a quiz that begins with an essay question, handed in; other questions are left out."""
    asked = item.quiz.versions.latest("number").slots.count()
    return hand_in_with(item, [text, *[None] * (asked - 1)], learner)


def mark_next(levels: tuple[int, ...], marker: User | None = None, *, comment: str = "", days: int = 0) -> Attempt:
    """Mark the oldest answer that waits, the criteria of its first part in this order; returns the attempt."""
    marker = marker or make_learner(is_superuser=True)
    now = MARKED_AT + timedelta(days=days)
    task = open_next(marker, now=now)
    part = task.response.question_version.content["parts"][0]
    given = {part["id"]: {one["id"]: level for one, level in zip(part["criteria"], levels, strict=True)}}
    return mark_answer(task, marker, given, comment=comment, now=now)


def mark_all(levels: tuple[int, ...]) -> None:
    """Mark until no answer waits, each time as somebody else: one answer in ten has a second marker, by chance."""
    while MarkingTask.objects.exists():
        mark_next(levels)
