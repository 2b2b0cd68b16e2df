"""Arithmetic of a sheet. No Django, no database: the same numbers come out years later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.question_types import TYPES, Part

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Correction:
    """A key put right after answers were given: ``rule`` is "both", "new" or "all" (ux T6)."""

    content: Content
    rule: str


@dataclass(frozen=True)
class Row:
    """One question of a sheet: its frozen content, the answer by part id (None: nothing), what it is worth.

    ``levels`` are the marks of open answers by part id; ``corrections`` come in the order in which they were made.
    """

    content: Content
    answer: Mapping[str, Any] | None
    points: int
    levels: Mapping[str, Any] | None = None
    corrections: Sequence[Correction] = ()


@dataclass(frozen=True)
class Grade:
    """Exact points per row, in order, and of the whole; ``passed`` compares exact numbers."""

    rows: list[Fraction]
    points: Fraction
    max_points: int
    passed: bool


def grade_row(row: Row, *, exact: bool) -> Fraction:
    """The points earned, corrected keys included. No answer earns nothing, unless everybody is given full points."""
    share = _share(row.content, row, exact=exact)
    for correction in row.corrections:
        share = _corrected(share, correction, row, exact=exact)
    return share * row.points


def grade_sheet(rows: Sequence[Row], *, pass_mark: int, exact: bool) -> Grade:
    """Grade a whole sheet; passed when points / max_points ≥ ``pass_mark`` per cent."""
    earned = [grade_row(row, exact=exact) for row in rows]
    points, max_points = sum(earned, Fraction(0)), sum(row.points for row in rows)
    return Grade(earned, points, max_points, points * 100 >= pass_mark * max_points)


def _corrected(share: Fraction, correction: Correction, row: Row, *, exact: bool) -> Fraction:
    if correction.rule == "all":
        return Fraction(1)
    by_new_key = _share(correction.content, row, exact=exact)
    return by_new_key if correction.rule == "new" else max(share, by_new_key)


def _share(content: Content, row: Row, *, exact: bool) -> Fraction:
    """The mean of the parts' credits."""
    credits = [_credit(part, row, exact=exact) for part in content["parts"]]
    return sum(credits, Fraction(0)) / len(credits)


def _credit(part: Part, row: Row, *, exact: bool) -> Fraction:
    # An open answer is worth what its markers found; everything else what was chosen or written.
    given = (row.levels if part["type"] == "essay" else row.answer) or {}
    return TYPES[part["type"]].credit(part, given[part["id"]], exact=exact) if part["id"] in given else Fraction(0)
