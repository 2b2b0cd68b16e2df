"""A staff list from its bytes to a dry run. The file itself is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePath

from accounts.identity import holds_iin
from accounts.models import User
from agencies.models import Agency
from core.tidying import tidy_line
from core.uploads.encodings import decoded
from core.uploads.unreadable import MAX_BYTES, UnreadableFile
from rosters.domain.previewing import File, preview_roster
from rosters.domain.rows import ReadRow
from rosters.formats.csv_reading import read_csv
from rosters.formats.xlsx_reading import read_xlsx
from rosters.models import RosterImport

ZIP = b"PK"
# Workbooks with macros or in forms that nobody can look into.
REFUSED = frozenset({".xlsm", ".xlsb", ".xltm", ".xls"})


@dataclass(frozen=True)
class Reading:
    """The rows of a list and the encoding it was read in, if it is a text."""

    rows: Sequence[ReadRow]
    encoding: str = ""


def read_roster(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Every row of the list. Raises ``UnreadableFile``, and nothing else, whatever the bytes are."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_big")
    if PurePath(name).suffix.lower() in REFUSED:
        raise UnreadableFile("macros")
    if data.startswith(ZIP):
        return Reading(_some([without_iin(row) for row in read_xlsx(data)]))
    text = decoded(data, encoding)
    return Reading(_some([without_iin(row) for row in read_csv(text.text)]), text.encoding)


def without_iin(row: ReadRow) -> ReadRow:
    """The row as it may be kept: a cell with an IIN is emptied at the border, and the row has that for a problem."""
    cells = {name: "" if holds_iin(text) else text for name, text in row.cells.items()}
    return row if cells == row.cells else ReadRow(row.line, cells, (*row.problems, ("iin", {})))


def start_import(
    name: str,
    data: bytes,
    *,
    agency: Agency,
    owner: User | None,
    as_of: date,
    is_complete: bool,
    now: datetime,
    encoding: str = "",
) -> RosterImport:
    """The dry run of a list. Raises ``UnreadableFile``."""
    reading = read_roster(name, data, encoding=encoding)
    plain = tidy_line(PurePath(name).name)[:250]
    file = File("" if holds_iin(plain) else plain, sha256(data).hexdigest(), reading.encoding)
    return preview_roster(
        reading.rows, agency=agency, owner=owner, as_of=as_of, is_complete=is_complete, file=file, now=now
    )


def _some(rows: list[ReadRow]) -> list[ReadRow]:
    if not rows:
        raise UnreadableFile("no_rows")
    return rows
