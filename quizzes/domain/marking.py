"""What markers found in open answers: which of their marks count, and how that reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.choices import MarkRole
from quizzes.models import Mark, Response
from quizzes.question_types import Part, text_in
from quizzes.question_types.essay import TOP_LEVEL

OPEN_TYPE = "essay"
Levels = dict[str, dict[str, Fraction]]
Given = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class CriterionMark:
    """What counts for one criterion; ``description`` says what the level means where it is a whole one."""

    name: str
    level: Fraction
    description: str
    top: int = TOP_LEVEL

    @property
    def reached(self) -> float:
        """The level for display."""
        return float(self.level)


@dataclass(frozen=True)
class MarkedAnswer:
    """The marks of one response: criteria in the rubric's order, and the comments of the markers who count."""

    criteria: list[CriterionMark]
    comments: list[str]


def open_parts(response: Response) -> list[Part]:
    """The parts of a response's question that people mark and that were answered; its question must be loaded."""
    given = response.answer or {}
    parts = response.question_version.content["parts"]
    return [part for part in parts if part["type"] == OPEN_TYPE and given.get(part["id"])]


def settled_levels(responses: Collection[int]) -> dict[int, Levels]:
    """What counts for each response that has been marked: ``{response id: {part id: {criterion id: level}}}``.

    The third marker decides; two agree on their mean; one alone is taken as given. One query.
    """
    return {response: _mean_levels([mark.levels for mark in marks]) for response, marks in _counting(responses).items()}


def marked_answers(responses: Sequence[Response], language: str) -> dict[int, MarkedAnswer]:
    """What the marks of these responses say in ``language``, by response id; their questions must be loaded."""
    counting = _counting([one.pk for one in responses])
    return {one.pk: _marked(one, counting[one.pk], language) for one in responses if one.pk in counting}


def differ(one: Given, other: Given) -> bool:
    """Whether two markers are more than one level apart in any criterion (features B15)."""
    return any(
        abs(level - other[part][criterion]) > 1 for part, levels in one.items() for criterion, level in levels.items()
    )


def _counting(responses: Collection[int]) -> dict[int, list[Mark]]:
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.filter(response__in=responses).order_by("pk"):
        marks[mark.response_id].append(mark)
    return {
        response: [mark for mark in found if mark.role == MarkRole.THIRD] or found for response, found in marks.items()
    }


def _mean_levels(counted: Sequence[Any]) -> Levels:
    return {
        part: {one: _mean(levels[part][one] for levels in counted) for one in given}
        for part, given in counted[0].items()
    }


def _mean(levels: Iterable[int]) -> Fraction:
    given = list(levels)
    return Fraction(sum(given), len(given))


def _marked(response: Response, counted: Sequence[Mark], language: str) -> MarkedAnswer:
    levels = _mean_levels([mark.levels for mark in counted])
    criteria = [one for part in open_parts(response) for one in _criteria(part, levels[part["id"]], language)]
    return MarkedAnswer(criteria, [mark.comment for mark in counted if mark.comment])


def _criteria(part: Part, levels: Mapping[str, Fraction], language: str) -> Iterator[CriterionMark]:
    for criterion in part["criteria"]:
        level = levels[criterion["id"]]
        texts = criterion[f"level_{level}"] if level.denominator == 1 else {}
        yield CriterionMark(text_in(criterion["name"], language), level, text_in(texts, language))
