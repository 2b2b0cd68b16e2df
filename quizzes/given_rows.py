"""Stored counts of given answers as tables that the page and the file show alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext

from accounts.choices import Language
from core.figures import Share
from core.localisation import FALLBACK_ORDER, localised
from core.number_formats import written_decimal
from quizzes.models import QuizStatistics
from quizzes.question_types import Part
from quizzes.statistics_rows import QuestionRow
from quizzes.statistics_texts import NO_ANSWER_TEXT, OTHER_ANSWERS_TEXT


@dataclass(frozen=True)
class GivenRow:
    """An answer in words and the people who gave it; ``is_right`` None: it is none, or several put together."""

    text: str
    share: Share
    is_right: bool | None


@dataclass(frozen=True)
class GivenGroup:
    """What was given for a left side or a step (``title``), or for the whole part (empty)."""

    title: str
    place: int
    rows: list[GivenRow]
    mean_place: str = ""

    @property
    def right(self) -> Share:
        """How many gave a right one."""
        shares = [row.share for row in self.rows]
        return Share(sum(row.share.part for row in self.rows if row.is_right), shares[0].whole if shares else 0)


@dataclass(frozen=True)
class GivenTable:
    """One part in one language, or in all (``language_name`` empty); ``kind`` is the part's type."""

    kind: str
    language_name: str
    prompt: str
    groups: list[GivenGroup]


def given_tables(row: QuestionRow, statistics: QuizStatistics) -> list[GivenTable]:
    """Every part without options, in all languages together, then in each with enough answers."""
    figures = next(one for one in statistics.figures["questions"] if one["question_version"] == row.version.pk)
    parts = {part["id"]: part for part in row.version.content["parts"]}
    measured = [("", figures["all"]), *((code, figures["languages"].get(code)) for code in FALLBACK_ORDER)]
    return [
        _table(parts[table["part"]], table, one["n"], code)
        for code, one in measured
        if one
        # Figures that an earlier release counted have none.
        for table in one.get("given", ())
    ]


def _table(part: Part, table: dict[str, Any], people: int, language: str) -> GivenTable:
    titles, write = TITLES[part["type"]](part), WRITERS[part["type"]](part)
    groups = [
        GivenGroup(titles.get(row["of"], ""), place, list(_rows(row, people, write)), _mean_place(part, row))
        for place, row in enumerate(table["rows"], start=1)
    ]
    name = str(Language(language).label) if language else ""
    return GivenTable(part["type"], name, localised(part["prompt"]), groups)


def _rows(row: dict[str, Any], people: int, write: Callable[[Any], str]) -> Iterator[GivenRow]:
    for one in row["given"]:
        yield GivenRow(write(one["value"]), Share(one["count"], people), one["is_right"])
    for name, text in (("others", OTHER_ANSWERS_TEXT), ("none", NO_ANSWER_TEXT)):
        if row[name]:
            yield GivenRow(str(text), Share(row[name], people), None)


def _mean_place(part: Part, row: dict[str, Any]) -> str:
    people = sum(one["count"] for one in row["given"])
    if part["type"] != "ordering" or not people:
        return ""
    return written_decimal(Decimal(sum(one["value"] * one["count"] for one in row["given"])) / people)


def _side_texts(part: Part) -> Callable[[Any], str]:
    texts = {pair["id"]: localised(pair["right"]) for pair in part["pairs"]}
    return lambda value: texts[value]


def _place_text(place: int) -> str:
    return gettext("place %(number)d") % {"number": place}


def _number_text(value: str) -> str:
    return number_format(Decimal(value), use_l10n=True)


TITLES: dict[str, Callable[[Part], dict[str, str]]] = {
    "short_text": lambda part: {},
    "number": lambda part: {},
    "matching": lambda part: {pair["id"]: localised(pair["left"]) for pair in part["pairs"]},
    "ordering": lambda part: {item["id"]: localised(item["text"]) for item in part["items"]},
}
WRITERS: dict[str, Callable[[Part], Callable[[Any], str]]] = {
    "short_text": lambda part: str,
    "number": lambda part: _number_text,
    "matching": _side_texts,
    "ordering": lambda part: _place_text,
}
