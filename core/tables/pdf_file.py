"""A table to lay on somebody's desk: A4 across, repeated heading, pages numbered, a line to sign (ux 92)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.utils.translation import get_language, gettext

from core.number_formats import (
    written_date,
    written_datetime,
    written_decimal,
    written_difference,
    written_number,
)
from core.tables.table import Kind, Table, Value
from core.typesetting import typeset

TEMPLATE = Path(__file__).resolve().parent / "table.typ"
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
        "notes": list(table.notes),
        "headings": [column.heading for column in table.columns],
        "numeric": [column.kind in RIGHT_ALIGNED for column in table.columns],
        "rows": rows,
        "total": _cells(table, table.total) if table.total is not None else [],
        "page": gettext("Page"),
        "post": gettext("Post"),
        "signature": gettext("Signature"),
        "name": gettext("Full name"),
        "picture": table.picture.svg if table.picture else "",
        "picture-text": table.picture.text if table.picture else "",
        "picture-credit": table.picture.credit if table.picture else "",
    }
    return typeset(TEMPLATE, values)


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
