"""Databases for measurements and faults: empty, migrated, as safe as in production, gone afterwards."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.postgres import newest_binaries, private_cluster

DURABLE = ""  # nothing of what PostgreSQL does for safety is switched off


def run_on_each(module: str, arguments: list[str]) -> int:
    """Run ``python -m module`` on SQLite and, if installed, PostgreSQL; the number of runs that failed."""
    return run_on(sqlite(), module, arguments) + sum(run_on(one, module, arguments) for one in postgres())


def run_on(database: contextlib.AbstractContextManager[str], module: str, arguments: list[str]) -> int:
    """Run ``python -m module`` on one migrated database; 1 if it failed."""
    with database as url, tempfile.TemporaryDirectory(prefix="elearn-files-") as files:
        settings = {"DATABASE_URL": url, "VAR_DIR": files, "DJANGO_SETTINGS_MODULE": "elearn.settings.dev"}
        environment = os.environ | settings
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, env=environment)
        return int(
            subprocess.run([sys.executable, "-m", module, *arguments], check=False, env=environment).returncode != 0
        )


@contextlib.contextmanager
def sqlite() -> Iterator[str]:
    """A file on the disk of this checkout: a temporary folder may be memory, which no crash could harm."""
    root = Path(__file__).resolve().parent.parent / "var"
    root.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="database-", dir=root) as folder:
        yield f"sqlite:///{folder}/elearn.sqlite3"


def postgres() -> list[contextlib.AbstractContextManager[str]]:
    """One private cluster, or none where PostgreSQL is not installed."""
    binaries = newest_binaries()
    if binaries is None:
        print("PostgreSQL is not installed here: only SQLite was tried.")
        return []
    return [private_cluster(binaries, settings=DURABLE)]
