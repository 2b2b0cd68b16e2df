"""What a crash may cost is decided by options of the live connection (REL-02)."""

import sqlite3

import pytest
from django.db import connection, transaction

from core.durability import option, unsafe_options


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.django_db
def test_rel_02_sqlite_keeps_every_commit_and_waits_for_other_writers():
    read = {name: pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}

    assert read == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert list(unsafe_options()) == []


@pytest.mark.django_db(transaction=True)
def test_rel_02_a_transaction_on_sqlite_takes_the_writing_lock_at_its_begin():
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)

    with transaction.atomic(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")

    assert option("transaction_mode") == "IMMEDIATE"
    other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "value", "shown"), [("synchronous", "NORMAL", "1"), ("busy_timeout", "5000", "5000")])
def test_rel_02_an_unsafe_option_of_sqlite_is_named(name, value, shown):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name} = {value}")

    assert list(unsafe_options()) == [f"{name} = {shown}"]
    connection.close()
