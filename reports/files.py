"""Tables too long to be written while somebody waits: asked for, written in the background, fetched once or twice.

An app that has such a table registers how it is made: ``LONG_TABLES["name"] = function``.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, override

from accounts.models import User
from agencies.rules import agencies_visible_to
from core.tables import FORMATS, Table
from core.tables.table import Value
from reports.choices import FileState
from reports.models import TableFile

# As many are written at once; a page waits a second for them at the most.
AT_ONCE = 2000
COUNTED = 1000
KEPT = timedelta(hours=24)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LongTable:
    """A table whose rows are read while they are written, how many they are, and the file's name without ending."""

    table: Table
    rows: int
    stem: str


# What a person asks for with these parameters, as far as their scope reaches at this moment.
Make = Callable[[User, Mapping[str, str], datetime], LongTable]
LONG_TABLES: dict[str, Make] = {}


def ask_for_file(
    owner: User, kind: str, parameters: Mapping[str, str], file_format: str, long: LongTable, *, now: datetime
) -> tuple[TableFile, bool]:
    """The owner's file, and whether it has yet to be written: asking again while it is on its way starts no second."""
    asked = {
        "owner": owner,
        "kind": kind,
        "parameters": dict(parameters),
        "file_format": file_format,
        "language": get_language() or settings.LANGUAGE_CODE,
        "scope": scope_hash(owner),
    }
    for waiting in TableFile.objects.filter(owner=owner, state=FileState.QUEUED, created_at__gt=now - KEPT):
        if all(getattr(waiting, name) == value for name, value in asked.items()):
            return waiting, False
    return TableFile.objects.create(**asked, stem=long.stem, rows=long.rows, created_at=now), True


def write_file(file: TableFile, *, now: datetime) -> None:
    """Write it; may be started again after a kill. A scope that has changed meanwhile fails the file."""
    if file.scope != scope_hash(file.owner):
        _mark(file, FileState.FAILED)
        return
    with override(file.language):
        table = LONG_TABLES[file.kind](file.owner, file.parameters, now).table
        write, _content_type = FORMATS[file.file_format]
        data = write(replace(table, rows=_counted(file, table)))
    path = path_of(file)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
    _mark(file, FileState.WRITTEN)
    logger.info("File written", extra={"event": "file_written", "file": f"{file.public_id}", "rows": file.rows})


def give_up(file: TableFile) -> None:
    """Nobody waits for it any more."""
    _mark(file, FileState.FAILED)


def may_fetch(file: TableFile, person: User, *, now: datetime) -> bool:
    """Its owner, for a day, with the scope it was written for."""
    return file.owner_id == person.pk and file.created_at > now - KEPT and file.scope == scope_hash(person)


def path_of(file: TableFile) -> Path:
    """Where its bytes lie, beside the database and outside of everything that is served."""
    return Path(settings.VAR_DIR) / "files" / f"{file.public_id}.{file.file_format}"


def remove_old_files(*, now: datetime) -> int:
    """Remove everything older than a day, from the disk as well; how many."""
    return _remove(TableFile.objects.filter(created_at__lte=now - KEPT))


def remove_files_with_names() -> int:
    """Remove every file, however new, because all of them name people; whoever still needs one asks for it again."""
    return _remove(TableFile.objects.all())


def _remove(files: QuerySet[TableFile]) -> int:
    old = list(files)
    for file in old:
        path_of(file).unlink(missing_ok=True)
    TableFile.objects.filter(pk__in=[file.pk for file in old]).delete()
    return len(old)


def scope_hash(person: User) -> str:
    """The same as long as the person sees the same agencies."""
    seen = agencies_visible_to(person).order_by("pk").values_list("pk", flat=True)
    return sha256(",".join(map(str, seen)).encode()).hexdigest()


def _counted(file: TableFile, table: Table) -> Iterator[Sequence[Value]]:
    for number, row in enumerate(table.rows, start=1):
        if number % COUNTED == 0:
            TableFile.objects.filter(pk=file.pk).update(rows_done=number)
        yield row


def _mark(file: TableFile, state: FileState) -> None:
    TableFile.objects.filter(pk=file.pk).update(state=state)
