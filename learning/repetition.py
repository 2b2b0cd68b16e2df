"""Where what was answered wrongly is taught: lessons to read again before the next attempt (ux 36, 37, journey L4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from courses.models import CourseItem
from courses.queries import open_items
from quizzes.models import Question, Response


@dataclass(frozen=True)
class LessonToRepeat:
    """A lesson and the numbers of the questions that led to it, in order."""

    item: CourseItem
    positions: list[int]


def lessons_of(rows: Iterable[Response]) -> dict[int, CourseItem]:
    """By number of the question the open lesson that teaches it; questions that name none are left out. Two queries.

    ``rows`` have their question versions loaded.
    """
    asked = {row.position: row.question_version.question_id for row in rows}
    keys = _lesson_keys(set(asked.values()))
    items = {item.key: item for item in open_items().filter(key__in=set(keys.values()), quiz=None)}
    return {place: items[keys[number]] for place, number in asked.items() if keys.get(number) in items}


def to_repeat(rows: Iterable[Response]) -> list[LessonToRepeat]:
    """The lessons behind what did not earn all its points, in the order of the course."""
    wrong = [row for row in rows if row.points is not None and row.points < row.max_points]
    found: dict[int, LessonToRepeat] = {}
    for position, item in sorted(lessons_of(wrong).items()):
        found.setdefault(item.pk, LessonToRepeat(item, [])).positions.append(position)
    return sorted(found.values(), key=lambda one: (one.item.module.position, one.item.position))


def _lesson_keys(questions: set[int]) -> dict[int, UUID]:
    taught = Question.objects.filter(pk__in=questions, taught_in__isnull=False)
    return dict(taught.values_list("pk", "taught_in__translation_key"))
