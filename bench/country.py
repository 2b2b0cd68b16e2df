"""Loading a country of so many people, then the coordinator's pages about it.

    python -m bench.country [--learners 10000] [--rounds 30]

Without ``DATABASE_URL`` it works on databases of its own, first SQLite, then PostgreSQL with all its safety on; with it
on that database (migrated; the country stays there, and a second run with the same number only measures the pages).
The demo is loaded first, so that its courses are among the twenty and its coordinator can look. Memory is this
process's: PostgreSQL's is not in it. Times of pages are of Django's whole handler, middleware included.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.dev")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F
from django.db.models.functions import Abs
from django.utils import timezone

from agencies.models import Agency, EmploymentSpell
from bench.measure import client, person, print_line
from core.tables.xlsx_file import xlsx_bytes
from courses.models import CourseItem
from demo.country.loading import settle
from learning.choices import Evidence
from learning.domain.completion import complete_item
from learning.models import CourseCompletion, ItemCompletion
from obligations.models import Duty
from reminders.exports import overdue_table
from reminders.overdue import all_overdue
from reports.domain.cells import rebuild_all_cells
from reports.filters import ReportFilter, scope_of
from reports.models import Cell, Overdue
from scripts.databases import run_on_each

COUNTED = EmploymentSpell, Duty, CourseCompletion, ItemCompletion, Cell
USUAL_SIZE = 100
REPORTS = "/ru/reports/"
OVERDUE = "/ru/reminders/overdue/"
LONG_LIST = 100_000


def main() -> None:
    """Load, look, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    arguments = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        sys.exit(run_on_each("bench.country", sys.argv[1:]))
    print(f"{connection.vendor}, {arguments.learners} learners", flush=True)
    load(arguments.learners)
    print(f"{'page':<28}{'queries':>8}{'p50 ms':>9}{'p95 ms':>9}")
    coordinator = client(person("country"))
    for name, address in pages():
        print_line(name, lambda _turn, address=address: coordinator.get(address), arguments.rounds, "", None)
    after_a_completion(coordinator)
    write_list(LONG_LIST)


def load(learners: int) -> None:
    """Print what each step took, what there is now and how much memory it needed."""
    now = timezone.now()
    print_step("demo", partial(call_command, "load_demo", stdout=StringIO()))
    print_step("people", partial(settle, learners, now=now))
    print_step("figures", partial(rebuild_all_cells, timezone.localdate(now)))
    print(", ".join(f"{model.__name__} {model.objects.count()}" for model in COUNTED))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)


def print_step(name: str, step: Callable[[], Any]) -> None:
    """Its time on the clock and on the processor."""
    start, busy = time.perf_counter(), time.process_time()
    step()
    taken, worked = time.perf_counter() - start, time.process_time() - busy
    print(f"{name:<10}{taken:>9.1f} s, processor {worked:>7.1f} s", flush=True)


def pages() -> list[tuple[str, str]]:
    """``(name, address)``."""
    usual, size = agency_of(USUAL_SIZE)
    return [
        ("overview", REPORTS),
        ("overview, category", f"{REPORTS}?category=corpus_b"),
        ("agencies", f"{REPORTS}agencies/"),
        ("agencies, region", f"{REPORTS}agencies/?region=KZ-23"),
        ("agencies, category", f"{REPORTS}agencies/?category=corpus_b"),
        (f"people, agency of {size}", f"{REPORTS}agencies/{usual.code}/"),
        ("overdue", OVERDUE),
        ("overdue, region", f"{OVERDUE}?region=KZ-23"),
        ("overdue, course", f"{OVERDUE}?course=upr"),
        ("overdue, latest first", f"{OVERDUE}?order=latest"),
    ]


def after_a_completion(coordinator: Any) -> None:
    """How long the next page takes that counts one completion, and whether it shows it."""
    late = Overdue.objects.filter(course__is_open=True).select_related("duty__learner").order_by("pk").first()
    if late is None:
        return
    before = compliant(coordinator)
    complete_by_exam(late)
    print_step("next page", lambda: coordinator.get(REPORTS))
    print(f"compliant: {compliant(coordinator) - before:+d}")


def compliant(coordinator: Any) -> int:
    """The country's number, as a program reads it."""
    total: int = coordinator.get(f"{REPORTS}?format=json").json()["total"][2]
    return total


def complete_by_exam(late: Overdue) -> None:
    """As if the last item of the course had been done just now."""
    learner, course = late.duty.learner, late.course
    for item in CourseItem.objects.filter(module__course=course, is_open=True):
        complete_item(learner, item, evidence=Evidence.READ, language="ru", now=timezone.now())


def write_list(rows: int) -> None:
    """A spreadsheet of the first so many overdue people, as the background task makes it."""
    chosen = ReportFilter.parse({}, scope_of(person("country")))
    today = timezone.localdate()
    table = overdue_table(chosen, islice(all_overdue(chosen, today=today), rows), now=timezone.now())
    print_step(f"{rows} rows", lambda: print(f"XLSX: {len(xlsx_bytes(table)) // 1000} kB", end=", "))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)


def agency_of(size: int) -> tuple[Agency, int]:
    """The agency where most nearly so many people work now, and how many do."""
    staff = EmploymentSpell.objects.filter(until=None).values("agency").annotate(people=Count("pk"))
    nearest = staff.order_by(Abs(F("people") - size), "agency").first()
    return Agency.objects.get(pk=nearest["agency"]), nearest["people"]


if __name__ == "__main__":
    main()
