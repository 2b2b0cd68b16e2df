"""Facts of a sealed past that became known later: told beside the figures, with day and reason."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Sum

from reports.models import Cell, LateDelta, Seal

NUMBERS = ("obliged", "compliant", "waived", "overdue", "credited", "voluntary")
# Before the first seal every month is open.
NOTHING_SEALED = date(1900, 1, 1)
Group = tuple[int, int | None, str, date]  # agency, region, category, month


def sealed_until() -> date:
    """The first day of the last sealed month; a day long ago while nothing is sealed. One query."""
    last = Seal.objects.order_by("-last_month").values_list("last_month", flat=True).first()
    return last or NOTHING_SEALED


def tell_late(
    counted: Sequence[Cell], course: int, agencies: Sequence[int], months: tuple[date, date], today: date, reason: str
) -> int:
    """Write down by how much ``counted`` differs from what is sealed and told already; how many differences are new.

    ``counted`` are all cells of these agencies on the course in the sealed ``months`` (first and last one) as the facts
    are now. Doing it twice tells nothing twice.
    """
    if months[0] > months[1]:
        return 0
    differences: defaultdict[Group, Counter[str]] = defaultdict(Counter)
    for cell in counted:
        differences[cell.agency_id, cell.region_id, cell.category, cell.month].update(_numbers(vars(cell)))
    concerned = {"course": course, "agency__in": agencies, "month__range": months}
    for group, numbers in _told(concerned):
        differences[group].subtract(numbers)
    rows = [
        _delta(course, group, numbers, today, reason) for group, numbers in differences.items() if any(numbers.values())
    ]
    return len(LateDelta.objects.bulk_create(rows, batch_size=500))


def _told(concerned: dict[str, object]) -> list[tuple[Group, dict[str, int]]]:
    """What is sealed, and what was told since."""
    told: list[tuple[Any, dict[str, int]]] = []
    for model in (Cell, LateDelta):
        rows: Any = model.objects.filter(**concerned).order_by().values_list("agency", "region", "category", "month")
        for row in rows.annotate(**{f"sum_{name}": Sum(name) for name in NUMBERS}):
            told.append((tuple(row[:4]), dict(zip(NUMBERS, row[4:], strict=True))))
    return told


def _numbers(values: dict[str, int]) -> dict[str, int]:
    return {name: values[name] for name in NUMBERS}


def _delta(course: int, group: Group, numbers: Counter[str], today: date, reason: str) -> LateDelta:
    agency, region, category, month = group
    return LateDelta(
        course_id=course,
        agency_id=agency,
        region_id=region,
        category=category,
        month=month,
        found_on=today,
        reason=reason,
        **numbers,
    )
