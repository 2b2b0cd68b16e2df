"""A staff list as a workbook: its first sheet. Formulas are not evaluated, links not followed (IMP-07)."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from core.uploads.archives import check_archive
from core.uploads.unreadable import UnreadableFile
from rosters.domain.rows import Problem, ReadRow
from rosters.formats.headings import MAX_TEXT, rows_below_heading

MAX_COLUMNS = 100
ZEROS = re.compile("0+")
# Beyond that a spreadsheet has lost digits.
MOST_DIGITS = 10**15


def read_xlsx(data: bytes) -> Iterator[ReadRow]:
    """Every row below the heading. Raises ``UnreadableFile``."""
    check_archive(data)
    yield from rows_below_heading(_rows(data))


def _rows(data: bytes) -> Iterator[ReadRow]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            filled = [(str(place), cell) for place, cell in enumerate(cells) if cell.value is not None]
            texts = {column: _text(cell)[:MAX_TEXT] for column, cell in filled}
            yield ReadRow(line, texts, tuple(_problems(filled)))
    except (UnreadableFile, GeneratorExit):
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise UnreadableFile("xlsx") from error


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time.min else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < MOST_DIGITS:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and ZEROS.fullmatch(cell.number_format or ""):
        # The zeros in front are what people see, so they are meant.
        return str(value).zfill(len(cell.number_format))
    return str(value)


def _problems(cells: Sequence[tuple[str, Any]]) -> Iterator[Problem]:
    for column, cell in cells:
        if cell.data_type == "f":
            yield "formula", {"column": column}
        elif isinstance(cell.value, str):
            if len(cell.value) > MAX_TEXT:
                yield "cell_too_long", {"column": column}
            elif cell.data_type == "e":
                yield "number_cell", {"column": column}
        elif cell.data_type == "b" or _has_lost_digits(cell.value):
            yield "number_cell", {"column": column}


def _has_lost_digits(value: Any) -> bool:
    return isinstance(value, (int, float)) and (abs(value) >= MOST_DIGITS or value != int(value))
