"""Marking open answers: who marks what, when a third marker is needed, and what counts in the end."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Any

from quizzes.choices import MarkRole
from quizzes.models import Mark, Response

OPEN_TYPE = "essay"
Levels = dict[str, dict[str, Fraction]]


def settled_levels(responses: Collection[int]) -> dict[int, Levels]:
    """What counts for each response that has been marked: ``{response id: {part id: {criterion id: level}}}``.

    The third marker decides; two agree on their mean; one alone is taken as given. One query.
    """
    marks: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for response, role, levels in Mark.objects.filter(response__in=responses).values_list("response", "role", "levels"):
        marks[response][role] = levels
    return {response: _settled(by_role) for response, by_role in marks.items()}


def awaits_marks(responses: Sequence[Response]) -> bool:
    """Whether one of these responses of an attempt is an open answer without a mark; one query when there are any."""
    written = [one.pk for one in responses if _has_open_answer(one)]
    return bool(written) and len(settled_levels(written)) < len(written)


def _has_open_answer(response: Response) -> bool:
    essays = {part["id"] for part in response.question_version.content["parts"] if part["type"] == OPEN_TYPE}
    return any((response.answer or {}).get(part) for part in essays)


def _settled(by_role: dict[str, Any]) -> Levels:
    counted = [by_role[MarkRole.THIRD]] if MarkRole.THIRD in by_role else list(by_role.values())
    return {
        part: {one: _mean(levels[part][one] for levels in counted) for one in given}
        for part, given in counted[0].items()
    }


def _mean(levels: Iterable[int]) -> Fraction:
    given = list(levels)
    return Fraction(sum(given), len(given))
