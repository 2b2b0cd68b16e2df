"""Arithmetic of a sheet. No Django, no database: the same numbers come out years later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.question_types import TYPES


@dataclass(frozen=True)
class Row:
    """One question of a sheet: its frozen content, the answer by part id (None: nothing), what it is worth."""

    content: Mapping[str, Any]
    answer: Mapping[str, Any] | None
    points: int


@dataclass(frozen=True)
class Grade:
    """Exact points per row, in order, and of the whole; ``passed`` compares exact numbers."""

    rows: list[Fraction]
    points: Fraction
    max_points: int
    passed: bool


def grade_row(row: Row, *, exact: bool) -> Fraction:
    """The points earned: the mean of the parts' credits times the question's points. No answer earns nothing."""
    answers = row.answer or {}
    credits = [
        TYPES[part["type"]].credit(part, answers[part["id"]], exact=exact) if part["id"] in answers else Fraction(0)
        for part in row.content["parts"]
    ]
    return sum(credits, Fraction(0)) / len(credits) * row.points


def grade_sheet(rows: Sequence[Row], *, pass_mark: int, exact: bool) -> Grade:
    """Grade a whole sheet; passed when points / max_points ≥ ``pass_mark`` per cent."""
    earned = [grade_row(row, exact=exact) for row in rows]
    points, max_points = sum(earned, Fraction(0)), sum(row.points for row in rows)
    return Grade(earned, points, max_points, points * 100 >= pass_mark * max_points)
