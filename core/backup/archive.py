"""One file with everything that would be lost: database, files, and a list of both by which to check them.

Keys and passwords are not in it: they come from the environment and are kept elsewhere.
"""

import contextlib
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.backup.dumps import dump_database, restore_database, rows_by_table
from core.backup.sealing import SealedReader, SealedWriter, is_sealed

DATABASE, FILES, MANIFEST = "database", "files/", "manifest.json"
PIECE = 1 << 20


class BackupRefused(Exception):
    """``code`` names why: not_empty, wrong_vendor, damaged, no_passphrase, differs."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code


@dataclass(frozen=True)
class Restored:
    """What is there again."""

    rows: int
    files: int


def stamp_of_backups() -> Path:
    """When the last backup was made: the time of this file."""
    return Path(settings.VAR_DIR) / "backup.stamp"


def write_backup(folder: Path, *, passphrase: str, now: datetime) -> Path:
    """Make ``backup-….tar.gz`` in ``folder``, encrypted where there is a passphrase; complete or not there at all."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"backup-{now:%Y%m%d-%H%M%S}.tar.gz{'.sealed' if passphrase else ''}"
    unfinished = target.with_suffix(".unfinished")
    with tempfile.TemporaryDirectory(dir=folder) as room:
        dump = Path(room) / DATABASE
        rows = dump_database(dump)
        with unfinished.open("wb") as file:
            _write(file, passphrase, {DATABASE: dump, **_files()}, rows, now)
            file.flush()
            os.fsync(file.fileno())
    unfinished.replace(target)
    stamp_of_backups().touch()
    return target


def check_backup(source: Path, *, passphrase: str) -> dict[str, Any]:
    """Read all of it and compare every hash; returns the manifest. Raises ``BackupRefused`` or ``WrongPassphrase``."""
    with tempfile.TemporaryDirectory() as room:
        return _unpack(source, passphrase, Path(room))


def restore_backup(source: Path, *, passphrase: str, replace: bool) -> Restored:
    """Put database and files back, after everything was checked; then count both again.

    Raises ``BackupRefused``: ``not_empty`` without ``replace`` where the database has anything but fresh tables.
    """
    if not replace and _holds_people():
        raise BackupRefused("not_empty")
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as room:
        manifest = _unpack(source, passphrase, Path(room))
        if manifest["vendor"] != connection.vendor:
            raise BackupRefused("wrong_vendor", manifest["vendor"])
        restore_database(Path(room) / DATABASE)
        files = [name for name in manifest["sha256"] if name.startswith(FILES)]
        for name in files:
            goal = Path(settings.MEDIA_ROOT) / name.removeprefix(FILES)
            goal.parent.mkdir(parents=True, exist_ok=True)
            (Path(room) / name).replace(goal)
    differing = {table for table, number in rows_by_table().items() if manifest["rows"].get(table, 0) != number}
    if differing:
        raise BackupRefused("differs", ", ".join(sorted(differing)))
    return Restored(sum(manifest["rows"].values()), len(files))


def _holds_people() -> bool:
    tables = connection.introspection.table_names()
    return "accounts_user" in tables and rows_by_table()["accounts_user"] > 0


def _files() -> dict[str, Path]:
    root = Path(settings.MEDIA_ROOT)
    return {f"{FILES}{path.relative_to(root)}": path for path in sorted(root.rglob("*")) if path.is_file()}


def _write(
    file: io.BufferedWriter, passphrase: str, members: dict[str, Path], rows: dict[str, int], now: datetime
) -> None:
    sealed = SealedWriter(file, passphrase) if passphrase else None
    with tarfile.open(fileobj=sealed or file, mode="w|gz") as archive:
        hashes = {}
        for name, path in members.items():
            hashes[name] = _hash(path)
            archive.add(path, name)
        manifest = {
            "made_at": now.isoformat(),
            "vendor": connection.vendor,
            "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
            "rows": rows,
            "sha256": hashes,
        }
        text = json.dumps(manifest, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    if sealed:
        sealed.close()


def _unpack(source: Path, passphrase: str, room: Path) -> dict[str, Any]:
    found = {}
    with _opened(source, passphrase) as stream, tarfile.open(fileobj=stream, mode="r|gz") as archive:
        for member in archive:
            # The filter refuses links, devices and names that lead outside.
            archive.extract(member, room, filter="data")
            found[member.name] = _hash(room / member.name)
    try:
        manifest: dict[str, Any] = json.loads((room / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupRefused("damaged", MANIFEST) from error
    found.pop(MANIFEST)
    if found != manifest["sha256"]:
        wrong = {name for name in found.keys() | manifest["sha256"] if found.get(name) != manifest["sha256"].get(name)}
        raise BackupRefused("damaged", ", ".join(sorted(wrong)))
    return manifest


@contextlib.contextmanager
def _opened(source: Path, passphrase: str) -> Iterator[Any]:
    with source.open("rb") as file:
        sealed = is_sealed(file.peek(16))
        if sealed and not passphrase:
            raise BackupRefused("no_passphrase")
        try:
            yield io.BufferedReader(SealedReader(file, passphrase), PIECE) if sealed else file
        except (tarfile.TarError, EOFError, OSError) as error:
            raise BackupRefused("damaged", type(error).__name__) from error


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
