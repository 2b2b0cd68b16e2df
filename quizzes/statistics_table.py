"""Figures about the questions of a quiz as a table that leaves as a file."""

from collections.abc import Sequence

from django.utils.translation import gettext

from core.figures import Share
from core.number_formats import written_datetime, written_number
from core.tables import Column, Kind, Table
from core.tables.table import Value
from quizzes.given_rows import GivenTable
from quizzes.models import QuizStatistics
from quizzes.statistics_rows import MeasuresRow, PartTable, QuestionRow
from quizzes.statistics_texts import TOO_FEW


def statistics_table(statistics: QuizStatistics, rows: Sequence[QuestionRow]) -> Table:
    """The page's figures: a row per question for everybody, then one per language."""
    columns = [
        Column(gettext("No."), Kind.INTEGER),
        Column(gettext("Code")),
        Column(gettext("Question")),
        Column(gettext("Language")),
        Column(gettext("Answers"), Kind.INTEGER),
        Column(gettext("Facility"), Kind.PERCENT),
        Column(gettext("Discrimination index"), Kind.PERCENT),
        Column(gettext("Discriminative efficiency"), Kind.PERCENT),
        Column(gettext("Signs")),
    ]
    notes = [
        (gettext("Version"), written_number(statistics.quiz_version.number)),
        (gettext("First attempts counted"), written_number(statistics.attempts)),
        (gettext("Counted at"), written_datetime(statistics.counted_at)),
    ]
    cells = [_cells(row, measures) for row in rows for measures in (row.everybody, *row.languages)]
    return Table(title=statistics.quiz_version.quiz.name, columns=columns, rows=cells, notes=notes)


def given_table(
    statistics: QuizStatistics, row: QuestionRow, options: Sequence[PartTable], given: Sequence[GivenTable]
) -> Table:
    """Who answered what to one question: a row per option, wording, right side or place."""
    columns = [
        Column(gettext("Question")),
        Column(gettext("Language")),
        Column(gettext("Left side or step")),
        Column(gettext("Answer")),
        Column(gettext("Given by"), Kind.INTEGER),
        Column(gettext("Of all"), Kind.PERCENT),
        Column(gettext("Right")),
    ]
    notes = [
        (gettext("Code"), row.version.question.key),
        (gettext("Version of the question"), written_number(row.version.number)),
        (gettext("Counted at"), written_datetime(statistics.counted_at)),
    ]
    chosen = [
        _given_cells(table, "", one.text, one.shares[0], is_right=one.is_right)
        for table in options
        for one in table.options
    ]
    written = [
        _given_cells(table, group.title, one.text, one.share, is_right=bool(one.is_right))
        for table in given
        for group in table.groups
        for one in group.rows
    ]
    return Table(title=statistics.quiz_version.quiz.name, columns=columns, rows=[*chosen, *written], notes=notes)


def _given_cells(table: PartTable | GivenTable, of: str, text: str, share: Share, *, is_right: bool) -> list[Value]:
    language = table.language_name or gettext("all")
    return [table.prompt, language, of, text, share.part, share.ratio, gettext("right") if is_right else ""]


def _cells(row: QuestionRow, measures: MeasuresRow) -> list[Value]:
    flags = "" if measures.language else ", ".join(row.flags)
    return [
        row.position,
        row.version.question.key,
        row.prompt,
        measures.language_name or gettext("all"),
        measures.answers,
        _cell(measures.facility, is_enough=False),
        _cell(measures.discrimination, is_enough=measures.is_enough),
        _cell(measures.efficiency, is_enough=measures.is_enough),
        flags,
    ]


def _cell(share: Share | None, *, is_enough: bool) -> Value:
    if share is None:
        return None if is_enough else str(TOO_FEW)
    return share.ratio
