"""CSV that opens in Excel by a double click: BOM, semicolons, CRLF, decimal sign of the language (ux 91)."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from core.number_formats import written_date, written_datetime, written_decimal
from core.tables.guard import guarded
from core.tables.table import Kind, Table, Value


def csv_bytes(table: Table) -> bytes:
    """The whole file, in the active language. Numbers stay numbers, text never becomes a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(table.title)])
    writer.writerows([guarded(label), guarded(text)] for label, text in table.notes)
    writer.writerow([])
    writer.writerow([guarded(column.heading) for column in table.columns])
    kinds = [column.kind for column in table.columns]
    writer.writerows(_cells(kinds, row) for row in table.rows)
    if table.total is not None:
        writer.writerow(_cells(kinds, table.total))
    return file.getvalue().encode("utf-8-sig")


def _cells(kinds: Sequence[Kind], row: Sequence[Value]) -> list[str]:
    return [_cell(kind, value) for kind, value in zip(kinds, row, strict=True)]


def _cell(kind: Kind, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime) and kind is Kind.DATETIME:
        return written_datetime(value)
    if isinstance(value, date):
        return written_date(value)
    if kind is Kind.DECIMAL:
        return written_decimal(Decimal(value))
    return f"{written_decimal(Decimal(value) * 100)}%" if kind is Kind.PERCENT else str(value)
