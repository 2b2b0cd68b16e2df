"""Reading lessons."""

from datetime import datetime

from accounts.models import User
from courses.choices import ItemKind
from courses.models import CourseItem
from learning.choices import Evidence
from learning.domain.completion import complete_item
from learning.models import ReadingPlace


def complete_lesson(learner: User, item: CourseItem, *, language: str, now: datetime) -> bool:
    """Record that the learner has read the lesson; returns whether this call recorded it.

    Raises ``ValueError`` for a quiz: a quiz is passed, not read.
    """
    if item.kind != ItemKind.LESSON:
        raise ValueError("Only a lesson can be read.")
    return complete_item(learner, item, evidence=Evidence.READ, language=language, now=now)


def note_place(learner: User, item: CourseItem, part: int, *, now: datetime) -> None:
    """Remember the last heading passed (``part``, from 1); the newest word counts, whatever device it comes from."""
    ReadingPlace.objects.update_or_create(learner=learner, item=item, defaults={"part": part, "noted_at": now})
