"""A course in one file: a zip with ``course.json`` and its media. Judged as a whole before anything of it is used."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any, TypeVar, get_origin, get_type_hints

from core.uploads.unreadable import UnreadableFile
from workshop.suitcase_records import (
    CourseRecords,
    LabelRecord,
    MediaRecord,
    PageRecord,
    QuestionRecord,
    QuizRecord,
)

FORMAT = 1
TABLE = "course.json"
MEMBER = re.compile(r"media/[0-9a-f]{40}\.(?:gif|jpg|jpeg|png|webp|pdf|docx|xlsx|mp4|vtt|mp3|m4a|ogg|opus)")
MAX_FILE = 200_000_000  # bytes, packed
MAX_MEMBERS = 500
MAX_TABLE = 20_000_000
MAX_MEMBER = 200_000_000
MAX_UNPACKED = 500_000_000
PIECE = 1 << 20

Record = TypeVar("Record")
LISTS: dict[str, type] = {
    "pages": PageRecord,
    "quizzes": QuizRecord,
    "questions": QuestionRecord,
    "topics": LabelRecord,
    "norms": LabelRecord,
    "terms": LabelRecord,
    "media": MediaRecord,
}


def write_suitcase(target: IO[bytes], records: CourseRecords, media: Iterable[tuple[str, IO[bytes]]]) -> None:
    """Write the whole file; ``media`` are the members with their contents. Equal courses make equal tables."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        table = {"format": FORMAT, **asdict(records)}
        archive.writestr(TABLE, json.dumps(table, ensure_ascii=False, sort_keys=True, indent=1))
        for name, content in media:
            with archive.open(name, "w") as member:
                while piece := content.read(PIECE):
                    member.write(piece)


@contextmanager
def opened_suitcase(path: Path) -> Iterator[tuple[CourseRecords, zipfile.ZipFile]]:
    """The records and the archive with the media. Raises ``UnreadableFile`` before anything is handed out."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFile("no_suitcase") from error
    with archive:
        _check_members(archive.infolist())
        records = read_table(_bytes_of(archive, TABLE, MAX_TABLE))
        if missing := {one.member for one in records.media} - set(archive.namelist()):
            raise UnreadableFile("suitcase", place=min(missing))
        yield records, archive


def media_bytes(archive: zipfile.ZipFile, record: MediaRecord) -> bytes:
    """The content of one picture or file. Raises ``UnreadableFile``."""
    return _bytes_of(archive, record.member, MAX_MEMBER)


def read_table(data: bytes) -> CourseRecords:
    """The records of a table; every field is there and of its kind. Raises ``UnreadableFile``."""
    try:
        table = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("no_suitcase") from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise UnreadableFile("no_suitcase")
    lists: dict[str, Any] = {
        name: [_record(kind, one, name) for one in _list(table, name)] for name, kind in LISTS.items()
    }
    head: dict[str, Any] = {name: table.get(name) for name in ("key", "title")}
    if not all(isinstance(one, str) for one in head.values()) or not lists["pages"]:
        raise UnreadableFile("suitcase", place="course")
    return CourseRecords(**head, **lists)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in members]
    odd = [name for name in names if name != TABLE and not MEMBER.fullmatch(name)]
    if odd or TABLE not in names or len(set(names)) < len(names):
        raise UnreadableFile("suitcase", place=(odd or [TABLE])[0][:60])
    if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED:
        raise UnreadableFile("suitcase_big")
    if any(one.flag_bits & 0x1 for one in members):
        raise UnreadableFile("no_suitcase")


def _bytes_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Read in pieces and counted, whatever the archive claims (PKG-02)."""
    pieces, size = [], 0
    try:
        with archive.open(name) as member:
            while piece := member.read(PIECE):
                size += len(piece)
                if size > most:
                    raise UnreadableFile("suitcase_big")
                pieces.append(piece)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFile("suitcase", place=name) from error
    return b"".join(pieces)


def _list(table: dict[str, Any], name: str) -> list[Any]:
    found = table.get(name)
    if not isinstance(found, list):
        raise UnreadableFile("suitcase", place=name)
    return found


def _record(kind: type[Record], data: Any, place: str) -> Record:
    hints = get_type_hints(kind)
    wanted = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(data, dict) or set(data) != wanted:
        raise UnreadableFile("suitcase", place=place)
    if any(not isinstance(data[name], get_origin(hints[name]) or hints[name]) for name in wanted):
        raise UnreadableFile("suitcase", place=place)
    return kind(**data)
