"""Workbooks are archives: what is refused before one is opened (IMP-07)."""

import io
import zipfile

from core.uploads.unreadable import UnreadableFile

MAX_UNPACKED = 60_000_000
MAX_MEMBERS = 500


def check_archive(data: bytes) -> None:
    """Refuse what is no workbook, may hold macros or unpacks too big; raises ``UnreadableFile``."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFile("xlsx") from error
    if any("vbaproject" in member.filename.lower() or "activex" in member.filename.lower() for member in members):
        raise UnreadableFile("macros")
    # zipfile reads no more of a member than it claims to be, so the claims are a bound.
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UnreadableFile("too_big")
