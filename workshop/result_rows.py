"""A course's figures as rows of a table."""

from dataclasses import dataclass
from typing import Any

from core.figures import Share
from courses.models import Course, CourseItem
from learning.models import CourseGain
from quizzes.models import Quiz, QuizStatistics
from workshop.models import CourseFigures


@dataclass(frozen=True)
class ItemRow:
    """A lesson or quiz: who got through it and who tried it, of all who have started the course.

    ``attempted`` and ``passed``: None where that is no quiz. Of an entry test, which nobody passes, only ``attempted``.
    ``clear``: who found the lesson clear, of those who said; None where too few did.
    """

    item: CourseItem
    done: Share | None
    attempted: Share | None
    passed: Share | None
    clear: Share | None = None


@dataclass(frozen=True)
class HardQuiz:
    """A quiz with the number of its questions that statistics point at; ``version`` is where they are told."""

    quiz: Quiz
    version: int
    flagged: int


def whole_rows(figures: CourseFigures) -> dict[str, Share]:
    """``{"started", "completed"}``: of the enrolled, and of those who have started."""
    counted = figures.figures
    return {
        "started": Share(counted["started"], counted["enrolled"]),
        "completed": Share(counted["completed"], counted["started"]),
    }


def item_rows(figures: CourseFigures) -> list[ItemRow]:
    """The items in the order of the course."""
    items = CourseItem.objects.select_related("module").in_bulk([one["item"] for one in figures.figures["items"]])
    return [
        _item_row(items[one["item"]], one, figures.figures["started"])
        for one in figures.figures["items"]
        if one["item"] in items
    ]


def _item_row(item: CourseItem, counted: dict[str, Any], started: int) -> ItemRow:
    attempted, passed, clear = counted["attempted"], counted["passed"], counted.get("clear")
    return ItemRow(
        item,
        None if item.is_pretest else Share(counted["done"], started),
        None if attempted is None else Share(attempted, started),
        None if passed is None or item.is_pretest else Share(passed, attempted),
        Share(*clear) if clear else None,
    )


def hard_quizzes(rows: list[ItemRow]) -> list[HardQuiz]:
    """Quizzes of the course whose newest counted version has questions that statistics point at; one query."""
    quizzes = [row.item.quiz_id for row in rows if row.item.quiz_id]
    counted = QuizStatistics.objects.filter(quiz_version__quiz__in=quizzes, quiz_version__is_preview=False)
    newest = {
        one.quiz_version.quiz_id: one
        for one in counted.select_related("quiz_version__quiz").order_by("quiz_version__number")
    }
    return [
        HardQuiz(one.quiz_version.quiz, one.quiz_version_id, one.figures["flagged"])
        for one in newest.values()
        if one.figures["flagged"]
    ]


def gain_rows(course: Course) -> list[CourseGain]:
    """The country's gain first, then those of the regions that may be told, by code; one query."""
    rows = CourseGain.objects.filter(course=course).select_related("region")
    return sorted(rows, key=lambda one: (one.region is not None, one.region.code if one.region else ""))
