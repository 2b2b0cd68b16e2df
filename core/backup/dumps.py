"""The database as one file, taken while the site works, and back from it (REL-15)."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import connection, transaction

POSTGRES_PROGRAMS = Path("/usr/lib/postgresql")


class ProgramMissing(Exception):
    """A program of PostgreSQL is not installed here; its name is the argument."""


def dump_database(target: Path) -> dict[str, int]:
    """Write the database as it is at one moment; returns the rows of every table at that moment."""
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgres(target)


def restore_database(source: Path) -> None:
    """Put the dump in place of everything that the database holds."""
    if connection.vendor == "sqlite":
        _restore_sqlite(source)
    else:
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", _database(), str(source))
    connection.close()


def rows_by_table() -> dict[str, int]:
    """How many rows every table of the connected database has."""
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in sorted(connection.introspection.table_names(cursor))}


def _dump_sqlite(target: Path) -> dict[str, int]:
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(target)) as copy:
        # SQLite's own way to copy a database that others write to.
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name: _count(copy, name) for (name,) in sorted(names.fetchall())}


def _restore_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)


def _dump_postgres(target: Path) -> dict[str, int]:
    # Counts and dump see the same moment: the dump reads under this transaction's snapshot.
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        rows = {table: _count(cursor, table) for table in sorted(connection.introspection.table_names(cursor))}
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}", _database())
    return rows


def _count(cursor: Any, table: str) -> int:
    found = cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 (own tables)
    return int((found or cursor).fetchone()[0])


def _database() -> str:
    """A connection string without the password: other people of this host can read a process's arguments."""
    given = connection.get_connection_params()
    named = {"dbname": "dbname", "user": "user", "host": "host", "port": "port"}
    return "--dbname=" + " ".join(f"{name}='{given[key]}'" for key, name in named.items() if given.get(key))


def _run(program: str, *arguments: str) -> None:
    command = [str(_program(program)), *arguments]
    subprocess.run(command, check=True, env=_environment())  # noqa: S603 (our own arguments)


def _program(name: str) -> Path:
    found = shutil.which(name) or next(_installed(name), None)
    if found is None:
        raise ProgramMissing(name)
    return Path(found)


def _installed(name: str) -> Iterator[str]:
    versions = sorted(POSTGRES_PROGRAMS.glob(f"*/bin/{name}"), key=lambda path: -int(path.parts[-3]))
    yield from map(str, versions)


def _environment() -> Mapping[str, str]:
    password = connection.get_connection_params().get("password")
    return os.environ | ({"PGPASSWORD": password} if password else {})
