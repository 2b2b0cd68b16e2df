"""A table for programs: the same rows, numbers as numbers, days in ISO 8601."""

import json
from datetime import date
from decimal import Decimal

from core.tables.table import Table, Value


def json_bytes(table: Table) -> bytes:
    """``{"title", "notes": [{"label", "text"}], "columns": [{"heading", "kind"}], "rows": [[…]], "total"}``.

    ``total`` is a row or null. Kinds are those of ``Kind``; a per cent is a ratio from 0 to 1. UTF-8.
    """
    data = {
        "title": table.title,
        "notes": [{"label": label, "text": text} for label, text in table.notes],
        "columns": [{"heading": column.heading, "kind": column.kind.value} for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "total": None if table.total is None else list(table.total),
    }
    return json.dumps(data, ensure_ascii=False, default=_written).encode()


def _written(value: Value) -> float | str:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"No cell holds a {type(value).__name__}.")
