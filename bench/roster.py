"""Reading, previewing and taking over a staff list, and counting duties afterwards: time and memory of each step.

    python -m bench.roster [--rows 50000] [--format xlsx csv]

Works on the database that ``DATABASE_URL`` names (migrated) and leaves its people there: use one that is thrown away.
For both databases, one after the other: ``python -m bench.roster --each``. The first list fills an empty agency of 40
units, the second is the month after: 5 % left, 5 % new, 4 % moved, 4 % with another post, 3 % with another name. Two
rules bind everybody. Memory is the largest of the whole process.
"""

import argparse
import io
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.dev")

import django

django.setup()

from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from agencies.models import Agency
from obligations.models import Obligation
from rosters.domain.applying import apply_roster, leavers_to_confirm, recount_duties_of, renamed_to_confirm
from rosters.domain.rows import FIELDS
from rosters.imports import read_roster, start_import
from rosters.models import RosterImport
from rosters.texts import FIELD_LABELS
from scripts.databases import run_on_each
from tests.factories import make_agency, make_course

UNITS = 40
TODAY = timezone.localdate()


def main() -> None:
    """Measure each format on one database, or everything on each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--format", nargs="+", choices=WRITERS, default=["xlsx"], dest="formats")
    parser.add_argument("--each", action="store_true")
    arguments = parser.parse_args()
    if arguments.each:
        sys.exit(run_on_each("bench.roster", [one for one in sys.argv[1:] if one != "--each"]))
    print(f"{connection.vendor}, {arguments.rows} rows")
    print(f"{'list':<16}{'file kB':>9}{'step':>10}{'s':>8}{'CPU s':>8}{'queries':>9}{'peak MB':>9}")
    for file_format in arguments.formats:
        measure(file_format, arguments.rows)


def measure(file_format: str, count: int) -> None:
    """Two lists of one agency, and the second one once more."""
    agency = make_country()
    first, second = TODAY - timedelta(days=30), TODAY
    month_after = [changed(number) for number in range(count // 20, count + count // 20)]
    take_over("first", agency, WRITERS[file_format]([person(number) for number in range(count)]), file_format, first)
    take_over("month after", agency, WRITERS[file_format](month_after), file_format, second)
    take_over("the same again", agency, WRITERS[file_format](month_after), file_format, second)


def take_over(name: str, agency: Agency, data: bytes, file_format: str, as_of: date) -> None:
    """Print a line for each step."""
    size, made = len(data) // 1000, list[RosterImport]()
    file, now = f"list.{file_format}", timezone.now()
    options: dict[str, Any] = {"agency": agency, "owner": None, "as_of": as_of, "is_complete": True, "now": now}

    def confirm() -> None:
        leavers, renamed = leavers_to_confirm(made[0]), renamed_to_confirm(made[0])
        apply_roster(made[0], now=now, leavers=leavers, renamed=renamed)

    steps: list[tuple[str, Callable[[], Any]]] = [
        ("read", lambda: read_roster(file, data)),
        ("dry run", lambda: made.append(start_import(file, data, **options))),
        ("apply", confirm),
        ("duties", lambda: recount_duties_of(made[0], now=now)),
    ]
    for step, call in steps:
        seconds, processor, queries = watched(call)
        times = f"{seconds:>8.1f}{processor:>8.1f}"
        print(f"{name:<16}{size:>9}{step:>10}{times}{queries:>9}{peak_memory():>9.0f}", flush=True)
    print(f"{'':<16}{made[0].counts}", flush=True)


def watched(call: Callable[[], Any]) -> tuple[float, float, int]:
    """Seconds, those of this process's own work, and how often the database was asked."""
    start, worked, before = time.perf_counter(), time.process_time(), Counting.queries
    with connection.execute_wrapper(Counting.count):
        call()
    return time.perf_counter() - start, time.process_time() - worked, Counting.queries - before


class Counting:
    """Counts queries without keeping their texts, which would be the most of the memory."""

    queries = 0

    @classmethod
    def count(cls, execute: Callable[..., Any], *arguments: Any) -> Any:
        """One more."""
        cls.queries += 1
        return execute(*arguments)


def make_country() -> Agency:
    """An agency with its units, and two rules that bind everybody in it."""
    agency = make_agency("Министерство")
    for number in range(UNITS):
        make_agency(f"Департамент {number}", parent=agency)
    for number in range(2):
        Obligation.objects.create(
            course=make_course(f"Курс {number}"),
            agency=agency,
            starts_on=TODAY - timedelta(days=200),
            within_days=60,
            created_at=timezone.now(),
        )
    return agency


def person(number: int) -> dict[str, str]:
    """A row of the first list."""
    return {
        "number": f"{number:07}",
        "name_ru": f"Сериккалиева Гульнар Нурлановна {number}",
        "name_kk": f"Серікқалиева Гүлнәр Нұрланқызы {number}",
        "email": f"person-{number}@ministry.example",
        "unit": f"Департамент {number % UNITS}",
        "post": "Главный специалист",
        "category": "корпус «Б»",
        "since": "01.09.2021",
    }


def changed(number: int) -> dict[str, str]:
    """The same row a month later."""
    row, chance = person(number), number * 7919 % 100
    if chance < 4:
        return row | {"unit": f"Департамент {(number + 1) % UNITS}", "since": ""}
    if chance < 8:
        return row | {"post": "Руководитель отдела", "since": ""}
    return row | {"name_ru": f"Ахметова Гульнар Нурлановна {number}"} if chance < 11 else row


def written_csv(rows: list[dict[str, str]]) -> bytes:
    """Russian columns only, in Windows-1251: in UTF-8 a list of this length would pass 10 MB."""
    columns = [name for name in FIELDS if name not in ("name_kk", "name_en")]
    lines = [[str(FIELD_LABELS[name]) for name in columns], *([row.get(name, "") for name in columns] for row in rows)]
    return "\r\n".join(";".join(line) for line in lines).encode("windows-1251")


def written_xlsx(rows: list[dict[str, str]]) -> bytes:
    """All columns."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([str(FIELD_LABELS[name]) for name in FIELDS])
    for row in rows:
        sheet.append([row.get(name) for name in FIELDS])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def peak_memory() -> float:
    """Megabytes of this process at its largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


WRITERS = {"xlsx": written_xlsx, "csv": written_csv}


if __name__ == "__main__":
    main()
