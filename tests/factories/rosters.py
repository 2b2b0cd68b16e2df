"""Staff lists as rows and files."""

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from openpyxl import Workbook

from accounts.models import User
from agencies.models import Agency
from rosters.domain.previewing import File, preview_roster
from rosters.domain.rows import FIELDS, ReadRow
from rosters.models import RosterImport

AS_OF = date(2026, 11, 20)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
HEADINGS = dict(
    zip(
        FIELDS,
        (
            "Табельный номер",
            "ФИО",
            "Т.А.Ә.",
            "Full name",
            "Электронная почта",
            "Подразделение",
            "Должность",
            "Категория",
            "Дата назначения",
        ),
        strict=True,
    )
)


def read_rows(*rows: Mapping[str, str]) -> list[ReadRow]:
    """Rows as if they had been read, from line 2 on."""
    return [ReadRow(line, row) for line, row in enumerate(rows, start=2)]


def preview(
    agency: Agency,
    *rows: Mapping[str, str],
    owner: User | None = None,
    as_of: date = AS_OF,
    is_complete: bool = False,
) -> RosterImport:
    """The dry run of these rows."""
    return preview_roster(
        read_rows(*rows),
        agency=agency,
        owner=owner,
        as_of=as_of,
        is_complete=is_complete,
        file=File("list.xlsx", "0" * 64),
        now=NOW,
    )


def csv_list(
    rows: Iterable[Mapping[str, str]], *, columns: Iterable[str] = FIELDS, delimiter: str = ";", headings=HEADINGS
) -> str:
    """The rows as text."""
    columns = list(columns)
    lines = [[headings[column] for column in columns], *([row.get(column, "") for column in columns] for row in rows)]
    return "\r\n".join(delimiter.join(line) for line in lines) + "\r\n"


def xlsx_list(rows: Iterable[Mapping[str, object]], *, columns: Iterable[str] = FIELDS) -> bytes:
    """The rows as a workbook."""
    columns = list(columns)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([HEADINGS[column] for column in columns])
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
