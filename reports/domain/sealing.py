"""Sealing quarters: from then on their figures do not move (features C12)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate

from core.fingerprint import fingerprint
from courses.models import Course
from reports.domain.cells import refresh_stale_cells
from reports.domain.lateness import NUMBERS, sealed_until
from reports.domain.months import next_month
from reports.models import Cell, Seal

# What belongs to a quarter may still be recorded for so long after its end.
GRACE = timedelta(days=10)


@transaction.atomic
def seal_quarters(*, now: datetime) -> list[Seal]:
    """Seal every quarter that ended ``GRACE`` ago or earlier and is not sealed yet; returns the new seals, in order."""
    today = localdate(now)
    list(Course.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))  # nobody counts meanwhile
    refresh_stale_cells(today)
    return [
        Seal.objects.create(last_month=month, sealed_at=now, fingerprint=fingerprint_of(month))
        for month in _due_quarters(today)
    ]


def broken_seals() -> list[Seal]:
    """The quarters whose cells are not what was sealed."""
    return [seal for seal in Seal.objects.order_by("last_month") if fingerprint_of(seal.last_month) != seal.fingerprint]


def fingerprint_of(last_month: date) -> str:
    """The hash over all cells of the quarter that ends with this month."""
    first = last_month.replace(month=last_month.month - 2)
    order = ("month", "course", "agency", "category")
    rows = Cell.objects.filter(month__range=(first, last_month)).order_by(*order).values_list(*order, *NUMBERS)
    return fingerprint([[row[0].isoformat(), *row[1:]] for row in rows.iterator(chunk_size=2000)])


def _due_quarters(today: date) -> list[date]:
    """The last months of the quarters to be sealed, from the first one that has figures."""
    first = Cell.objects.filter(month__gt=sealed_until()).aggregate(first=Min("month"))["first"]
    if first is None:
        return []
    month = first.replace(month=3 * ((first.month + 2) // 3))
    due = []
    while next_month(month) + GRACE <= today:
        due.append(month)
        month = next_month(next_month(next_month(month)))
    return due
