"""A table to lay on somebody's desk: A4 across, repeated heading, pages numbered, a line to sign (ux 92)."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import get_language, gettext

from core.fonts import FONTS
from core.number_formats import (
    written_date,
    written_datetime,
    written_decimal,
    written_difference,
    written_number,
)
from core.tables.table import Kind, Table, Value

HERE = Path(__file__).resolve().parent
# Beyond it nobody prints; the spreadsheet is the form for that.
MOST_ROWS = 500
RIGHT_ALIGNED = (Kind.INTEGER, Kind.PERCENT, Kind.DECIMAL)


class TooManyRows(Exception):
    """The table is no document any more; ``MOST_ROWS`` is what fits."""


def pdf_bytes(table: Table) -> bytes:
    """The whole document, in the active language, tagged for screen readers. Raises ``TooManyRows``."""
    rows = [_cells(table, row) for row in table.rows]
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    values = {
        "title": table.title,
        "language": (get_language() or "ru")[:2],
        "notes": json.dumps(list(table.notes), ensure_ascii=False),
        "headings": json.dumps([column.heading for column in table.columns], ensure_ascii=False),
        "numeric": json.dumps([column.kind in RIGHT_ALIGNED for column in table.columns]),
        "rows": json.dumps(rows, ensure_ascii=False),
        "total": json.dumps(_cells(table, table.total) if table.total is not None else [], ensure_ascii=False),
        "page": gettext("Page"),
        "post": gettext("Post"),
        "signature": gettext("Signature"),
        "name": gettext("Full name"),
        "picture": table.picture.svg if table.picture else "",
        "picture-text": table.picture.text if table.picture else "",
        "picture-credit": table.picture.credit if table.picture else "",
    }
    pdf = _compiler().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=values)
    assert isinstance(pdf, bytes)  # noqa: S101 (a list is for formats of one file a page)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process: the first table pays for the fonts."""
    return typst.Compiler(str(HERE / "table.typ"), root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _cells(table: Table, row: Sequence[Value]) -> list[str]:
    return [_cell(column.kind, value) for column, value in zip(table.columns, row, strict=True)]


def _cell(kind: Kind, value: Value) -> str:
    if value is None:
        return "—" if kind is Kind.PERCENT else ""
    if isinstance(value, datetime) and kind is Kind.DATETIME:
        return written_datetime(value)
    if isinstance(value, date):
        return written_date(value)
    if kind is Kind.DECIMAL and isinstance(value, Decimal):
        return written_difference(value)
    if isinstance(value, Decimal):
        return gettext("%(number)s%%") % {"number": written_decimal(value * 100)}
    return written_number(value) if isinstance(value, int) else value
