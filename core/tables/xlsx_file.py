"""XLSX with real numbers and dates, a frozen heading and filters (ux 90)."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext

from core.tables.table import Kind, Table, Value

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.INTEGER: "#,##0",
    Kind.PERCENT: "0.0%",
    Kind.DECIMAL: "+0.0;-0.0;0.0",
    Kind.DATE: "dd.mm.yyyy",
    Kind.DATETIME: "dd.mm.yyyy hh:mm",
}
# In characters: beyond the one a sheet needs sideways scrolling, below the other the filter's arrow hides the heading.
WIDEST = 60
NARROWEST = 10
# So many rows tell how wide the columns are.
SAMPLED = 2000


def xlsx_bytes(table: Table) -> bytes:
    """The whole file, in the active language. Text cells are strings, never formulas or links."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        _Sheet(book, table).write()
    return file.getvalue()


class _Sheet:
    """One worksheet being written from top to bottom: constant memory allows no way back."""

    def __init__(self, book: Any, table: Table) -> None:
        self.table = table
        self.sheet = book.add_worksheet(gettext("Table"))
        self.strong = book.add_format({"bold": True})
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.formats = {kind: book.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()}
        self.totals = {
            kind: book.add_format({"num_format": code, "bold": True, "top": 1}) for kind, code in NUMBER_FORMATS.items()
        }
        self.widths = [NARROWEST for _column in table.columns]
        self.at = 0

    def write(self) -> None:
        self._write_notes()
        heading_at = self.at
        self._write_headings()
        for row in self.table.rows:
            self._write_row(row, self.formats)
        self._finish(heading_at)

    def _write_notes(self) -> None:
        self.sheet.write_string(0, 0, self.table.title, self.strong)
        for label, text in self.table.notes:
            self.at += 1
            self.sheet.write_string(self.at, 0, label)
            self.sheet.write_string(self.at, 1, text)
        self.at += 2  # an empty line parts the notes from the table

    def _write_headings(self) -> None:
        for number, column in enumerate(self.table.columns):
            self.sheet.write_string(self.at, number, column.heading, self.heading)
            self._widen(number, column.heading)
        self.at += 1

    def _write_row(self, row: Sequence[Value], formats: dict[Kind, Any]) -> None:
        for number, (column, value) in enumerate(zip(self.table.columns, row, strict=True)):
            self._writer_of(value)(self.at, number, _plain(value), formats[column.kind])
            if self.at < SAMPLED:
                self._widen(number, str(value))
        self.at += 1

    def _writer_of(self, value: Value) -> Callable[..., int]:
        if value is None:
            return self.sheet.write_blank
        if isinstance(value, str):
            return self.sheet.write_string
        return self.sheet.write_datetime if isinstance(value, date) else self.sheet.write_number

    def _widen(self, number: int, text: str) -> None:
        self.widths[number] = min(max(self.widths[number], len(text) + 2), WIDEST)

    def _finish(self, heading_at: int) -> None:
        last_row, last_column = max(self.at - 1, heading_at), len(self.table.columns) - 1
        if self.table.total is not None:
            self._write_row(self.table.total, self.totals)
        self.sheet.autofilter(heading_at, 0, last_row, last_column)
        self.sheet.freeze_panes(heading_at + 1, 0)
        for number, width in enumerate(self.widths):
            self.sheet.set_column(number, number, width)


def _plain(value: Value) -> Value:
    """Spreadsheets know no time zones: an instant becomes Kazakhstan's clock time."""
    return timezone.make_naive(value) if isinstance(value, datetime) else value
