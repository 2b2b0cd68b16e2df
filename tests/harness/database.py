"""Test databases copied from a migrated template, so that 200 migrations run once and not in every process."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Protocol

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

TEMPLATE_DIR = settings.VAR_DIR / "test-templates"
TEMPLATES_KEPT = 4


class DatabaseCopy(Protocol):
    """One process's own database, as it was right after migrating."""

    def create(self) -> None:
        """Build the template if nobody did, copy it and point Django at the copy."""

    def restore(self) -> None:
        """Bring the copy back to the template's contents, whatever a test committed."""

    def destroy(self) -> None:
        """Remove the copy; the template stays for the next run."""


def schema_hash() -> str:
    """Changes with every migration, with data that migrations load and with the version of any package."""
    digest = hashlib.sha256(settings.LANGUAGE_CODE.encode())
    for package in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(package.encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for folder in ("migrations", "data"):
            for file in sorted(Path(config.path, folder).glob("*.*")):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def building_alone() -> Iterator[None]:
    """Held by the one process that migrates; the others wait and find the template ready."""
    TEMPLATE_DIR.mkdir(parents=True, exist_ok=True)
    with (TEMPLATE_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate_into(name: str) -> None:
    """Run all migrations in the database ``name`` and leave Django pointing at it, disconnected."""
    use(name)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def use(name: str) -> None:
    """Let every connection of this process, in any thread, open the database ``name``."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


class SqliteDatabase:
    """A file in a folder of its own; restored through SQLite's backup, which running servers survive."""

    def __init__(self) -> None:
        self.template = TEMPLATE_DIR / f"{schema_hash()}.sqlite3"
        self.folder = Path(tempfile.mkdtemp(prefix="elearn-test-"))
        self.copy = self.folder / "elearn.sqlite3"

    def create(self) -> None:
        with building_alone():
            if not self.template.exists():
                self._build_template()
        shutil.copyfile(self.template, self.copy)
        use(str(self.copy))

    def restore(self) -> None:
        connection.close()
        with (
            contextlib.closing(sqlite3.connect(self.template)) as source,
            contextlib.closing(sqlite3.connect(self.copy, timeout=20)) as target,
        ):
            source.backup(target)

    def destroy(self) -> None:
        connections.close_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _build_template(self) -> None:
        unfinished = self.folder / "template.sqlite3"
        migrate_into(str(unfinished))
        shutil.copyfile(unfinished, self.template.with_suffix(".new"))
        os.replace(self.template.with_suffix(".new"), self.template)
        newest_first = sorted(TEMPLATE_DIR.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
        for outdated in newest_first[TEMPLATES_KEPT:]:
            outdated.unlink(missing_ok=True)


class PostgresDatabase:
    """A database made with ``CREATE DATABASE … TEMPLATE``; the role needs the right to create databases."""

    def __init__(self) -> None:
        self.template = f"elearn_template_{schema_hash()}"
        self.copy = f"elearn_test_{os.getpid()}"

    def create(self) -> None:
        with building_alone():
            if not self._exists(self.template):
                self._build_template()
        self.restore()
        use(self.copy)

    def restore(self) -> None:
        connection.close()
        self._administer(
            f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)',
            f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}" STRATEGY file_copy',
        )

    def destroy(self) -> None:
        connections.close_all()
        self._administer(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')

    def _build_template(self) -> None:
        unfinished = f"{self.template}_new"
        self._administer(f'DROP DATABASE IF EXISTS "{unfinished}"', f'CREATE DATABASE "{unfinished}"')
        migrate_into(unfinished)
        self._administer(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def _exists(self, name: str) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def _administer(self, *statements: str) -> None:
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def own_database() -> DatabaseCopy:
    """The kind that ``DATABASE_URL`` asks for; SQLite when it is not set."""
    return SqliteDatabase() if connection.vendor == "sqlite" else PostgresDatabase()
