"""Writing many rows of several models at once, past the models: what is written must be right by itself.

All moments are in UTC and kept to the second.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, JSONField, Model, UUIDField

from accounts.models import User
from agencies.models import EmploymentSpell
from certificates.models import Certificate
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion
from obligations.models import Duty, Waiver

Row = tuple[object, ...]
Rows = defaultdict[type[Model], list[Row]]

# Columns in the order of the rows; what is not named is null or has its model's default.
COLUMNS: dict[type[Model], tuple[str, ...]] = {
    User: (
        "id", "email", "password", "name_kk", "name_ru", "name_en", "language", "date_joined", "is_active", "is_staff",
        "is_superuser",
    ),
    EmploymentSpell: ("id", "person", "agency", "post", "category", "since", "until"),
    Duty: (
        "learner", "course", "obligation", "spell", "agency", "region", "category", "since", "until", "due_on",
    ),
    Waiver: ("person", "course", "since", "until", "evidence", "granted_by", "granted_at"),
    Enrolment: ("learner", "course", "enrolled_at", "is_required", "due_on", "agency", "region"),
    ItemCompletion: ("learner", "item", "completed_at", "evidence", "language", "module_version"),
    CourseCompletion: (
        "learner", "course", "completed_at", "valid_until", "is_required", "agency", "region", "category",
    ),
    CourseProgress: (
        "learner", "course", "agency", "region", "enrolled_at", "started_at", "completed_at", "valid_until",
        "due_on", "items_done", "outline_of",
    ),
    Certificate: ("code", "number", "holder", "subject_key", "issued_at", "claims", "claims_hash"),
}  # fmt: skip


def take_ids(model: type[Model], number: int) -> list[int]:
    """Ids that nobody else gets any more."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number]
            )
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
            [table, table],
        )
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [number, table])
        last = cursor.fetchone()[0]
    return list(range(last - number + 1, last + 1))


def write(rows: Rows) -> None:
    """Write all rows; PostgreSQL takes them as one stream, which is far faster than statements."""
    for model in [one for one in COLUMNS if rows.get(one)]:
        named: list[Any] = [model._meta.get_field(name) for name in COLUMNS[model]]
        usual = _fields_with_defaults(model)
        fields = named + usual
        table = connection.ops.quote_name(model._meta.db_table)
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        stored = _as_stored(named, rows[model])
        if usual:
            defaults = tuple(field.default for field in usual)
            stored = [(*row, *defaults) for row in stored]
        if connection.vendor == "postgresql":
            _stream(f"COPY {table} ({columns}) FROM STDIN", stored)
        else:
            places = ", ".join(["%s"] * len(fields))
            _insert(f"INSERT INTO {table} ({columns}) VALUES ({places})", stored)  # noqa: S608  (our own names)


def _fields_with_defaults(model: type[Model]) -> list[Any]:
    """What the database would not fill in by itself."""
    others = [field for field in model._meta.concrete_fields if field.name not in COLUMNS[model]]
    return [field for field in others if field.has_default() and not callable(field.default)]


def make_room() -> None:
    """Let SQLite keep the pages of one batch in memory; otherwise it writes each of them many times."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -131072")


def hurry() -> None:
    """Until the transaction ends have PostgreSQL not wait for its disk: what a crash takes away is made again."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")


def trust_references() -> None:
    """Until the transaction ends have PostgreSQL not look up every reference again, if we may tell it so.

    Looking them up takes longer than everything else. They were all read from the database a moment ago.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser')")
            if cursor.fetchone() == ("on",):
                cursor.execute("SET LOCAL session_replication_role = replica")


def _as_stored(fields: Sequence[Any], rows: Sequence[Row]) -> list[Any]:
    """The rows as this database keeps them, changed column by column: only some types differ from Python's."""
    changes = [_change(field) for field in fields]
    if not any(changes):
        return list(rows)
    columns = zip(zip(*rows, strict=True), changes, strict=False)
    return list(zip(*(map(change, column) if change else column for column, change in columns), strict=True))


def _change(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return partial(json.dumps, ensure_ascii=False)
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, UUIDField):
        return _hexadecimal
    if isinstance(field, DateTimeField):
        return _moment
    return _day if isinstance(field, DateField) else None


@cache
def _hexadecimal(value: UUID) -> str:
    return value.hex


@cache
def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime | None) -> str | None:
    return value.isoformat(" ", "seconds")[: len("2026-11-22 12:00:00")] if value else None


def _stream(sql: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(sql: str, rows: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
