"""Stored figures as rows that the pages and the file show alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.choices import Language
from core.figures import Share
from core.localisation import FALLBACK_ORDER, localised
from quizzes.domain.distractors import option_ids
from quizzes.models import QuestionVersion, QuizStatistics
from quizzes.statistics_texts import FIXED_OPTIONS, FLAGS, NO_ANSWER_TEXT, OPTION_FLAGS

PRECISION = 100_000


@dataclass(frozen=True)
class MeasuresRow:
    """Figures of one question in one language, or in all (``language`` empty). None: too few answers, or undefined."""

    language: str
    answers: int
    facility: Share | None
    discrimination: Share | None
    efficiency: Share | None
    is_enough: bool

    @property
    def language_name(self) -> str:
        """The language as it calls itself; empty for all of them."""
        return str(Language(self.language).label) if self.language else ""


@dataclass(frozen=True)
class QuestionRow:
    """A question of the quiz with its figures, first of everybody, then by language, and its flags in words."""

    version: QuestionVersion
    position: int
    everybody: MeasuresRow
    languages: list[MeasuresRow]
    flags: list[str]

    @property
    def prompt(self) -> str:
        """What the first part asks."""
        return localised(self.version.content["parts"][0]["prompt"])


@dataclass(frozen=True)
class OptionRow:
    """An option with its share among all, the strongest and the weakest."""

    text: str
    is_right: bool
    count: int
    shares: list[Share]
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PartTable:
    """The options of one part in one language, or in all."""

    language_name: str
    prompt: str
    options: list[OptionRow]


def question_rows(statistics: QuizStatistics) -> list[QuestionRow]:
    """A row per question in the order of the quiz; one query."""
    figures = {one["question_version"]: one for one in statistics.figures["questions"]}
    versions = QuestionVersion.objects.select_related("question").in_bulk(figures)
    return [_question_row(versions[pk], one) for pk, one in figures.items()]


def part_tables(row: QuestionRow, statistics: QuizStatistics) -> list[PartTable]:
    """The options of every part that has some, in all languages together, then in each with enough answers."""
    figures = next(one for one in statistics.figures["questions"] if one["question_version"] == row.version.pk)
    parts = {part["id"]: part for part in row.version.content["parts"]}
    measured = [("", figures["all"]), *((code, figures["languages"].get(code)) for code in FALLBACK_ORDER)]
    return [
        PartTable(
            str(Language(code).label) if code else "",
            localised(parts[table["part"]]["prompt"]),
            _option_rows(parts[table["part"]], table["options"], one["n"]),
        )
        for code, one in measured
        if one
        for table in one["parts"]
    ]


def _question_row(version: QuestionVersion, figures: dict[str, Any]) -> QuestionRow:
    languages = figures["languages"]
    return QuestionRow(
        version=version,
        position=figures["position"],
        everybody=_measures_row("", figures["all"]),
        languages=[_measures_row(code, languages[code]) for code in FALLBACK_ORDER if code in languages],
        flags=[str(FLAGS[flag]) for flag in figures["flags"]],
    )


def _measures_row(language: str, figures: dict[str, Any]) -> MeasuresRow:
    facility = figures["facility"]
    return MeasuresRow(
        language=language,
        answers=figures["n"],
        facility=None if facility is None else share_of(100 * facility),
        discrimination=share_of(figures["discrimination"]),
        efficiency=share_of(figures["efficiency"]),
        is_enough=figures["is_enough"],
    )


def _option_rows(part: dict[str, Any], options: Sequence[dict[str, Any]], people: int) -> list[OptionRow]:
    texts = {option["id"]: localised(option["text"]) for option in part.get("options", ())}
    texts = {one: texts.get(one) or str(FIXED_OPTIONS[one]) for one in option_ids(part)}
    return [
        OptionRow(
            text=texts.get(one["option"], str(NO_ANSWER_TEXT)),
            is_right=one["is_right"],
            count=one["count"],
            shares=[Share(one["count"], people), *(_share(one[name]) for name in ("upper", "lower"))],
            flags=[str(OPTION_FLAGS[flag]) for flag in one["flags"]],
        )
        for one in options
    ]


def share_of(percent: float | None) -> Share | None:
    """A figure in per cent, perhaps negative, as a share that is written like all others."""
    return None if percent is None else _share(percent / 100)


def _share(ratio: float) -> Share:
    return Share(round(ratio * PRECISION), PRECISION)
