"""A staff list as delimited text."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from core.tables.guard import is_dangerous
from core.uploads.unreadable import UnreadableFile
from rosters.domain.rows import Problem, ReadRow
from rosters.formats.headings import HEADING_WITHIN, MAX_TEXT, known_headings, rows_below_heading

DELIMITERS = (";", ",", "\t")
MAX_COLUMNS = 100


def read_csv(text: str) -> Iterator[ReadRow]:
    """Every row below the heading; the delimiter is that with which most columns are known.

    Raises ``UnreadableFile``.
    """
    plain = text.removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=lambda one: _headings(plain, one))
    try:
        yield from rows_below_heading(_rows(plain, delimiter))
    except csv.Error as error:
        raise UnreadableFile("csv") from error


def _headings(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return max((known_headings(cells[:MAX_COLUMNS]) for cells in islice(reader, HEADING_WITHIN)), default=0)
    except csv.Error:
        return 0


def _rows(text: str, delimiter: str) -> Iterator[ReadRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        shown = {str(place): _plain(cell) for place, cell in enumerate(cells[:MAX_COLUMNS])}
        yield ReadRow(line, shown, tuple(_problems(cells[:MAX_COLUMNS])))
        line = reader.line_num + 1


def _plain(cell: str) -> str:
    """The cell without the apostrophe that our own files put before what looks like a formula."""
    text = cell[1:] if cell.startswith("'") and is_dangerous(cell[1:]) else cell
    return text[:MAX_TEXT]


def _problems(cells: list[str]) -> Iterator[Problem]:
    for place, cell in enumerate(cells):
        if len(cell) > MAX_TEXT:
            yield "cell_too_long", {"column": str(place)}
