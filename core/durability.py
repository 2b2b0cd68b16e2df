"""Whether the database keeps what it has confirmed, read back through the connection the site works with."""

from collections.abc import Callable, Iterator

from django.db import connection

Rule = Callable[[str], bool]

SHORTEST_WAIT = 20_000

# REL-02. FULL and EXTRA are 2 and 3: every commit reaches the disk.
SQLITE: dict[str, Rule] = {
    "journal_mode": lambda value: value == "wal",
    "synchronous": lambda value: int(value) >= 2,
    "foreign_keys": lambda value: value == "1",
    "busy_timeout": lambda value: int(value) >= SHORTEST_WAIT,
    "transaction_mode": lambda value: value == "IMMEDIATE",
}
# REL-03. "local", "remote_write" and "remote_apply" also wait for the disk of this host.
POSTGRES: dict[str, Rule] = {
    "fsync": lambda value: value == "on",
    "synchronous_commit": lambda value: value != "off",
    "full_page_writes": lambda value: value == "on",
}


def unsafe_options() -> Iterator[str]:
    """Name and value of every option with which a crash could take back what was confirmed."""
    for name, is_safe in (SQLITE if connection.vendor == "sqlite" else POSTGRES).items():
        value = option(name)
        if not is_safe(value):
            yield f"{name} = {value}"


def option(name: str) -> str:
    """One option as it is in force on the live connection; only names of this module's tables."""
    with connection.cursor() as cursor:
        if name == "transaction_mode":
            return str(connection.transaction_mode)  # type: ignore[attr-defined]
        cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        return str(cursor.fetchone()[0])
