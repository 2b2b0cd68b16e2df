"""Counting cells from duties, completions and waivers: of some agencies on one course, since some day."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import accumulate, islice
from operator import attrgetter

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.timezone import get_default_timezone, localdate

from agencies.models import Agency
from learning.models import CourseCompletion
from obligations.models import Duty, Waiver
from reports.domain.lateness import sealed_until, tell_late
from reports.domain.months import as_of_days, next_month
from reports.domain.overdue import keep_overdue
from reports.domain.stock import MEASURES, Dates, Obliged, Stock
from reports.models import Cell, RegionCell

FLOWS = ("voluntary", "credited")  # completions up to the day, by whether the course was required of the learner
NUMBERS = (*MEASURES, *FLOWS)
AGENCIES_AT_ONCE = 50
Group = tuple[int, int | None, str]  # agency, region, category


def recount(course: int, agencies: Collection[int], *, since: date, today: date, reason: str = "") -> int:
    """Count the cells of these agencies on one course again for all months from that of ``since``.

    ``AGENCIES_AT_ONCE`` are in memory together. Returns how many cells were counted. Earlier months stay, and so do
    sealed ones: what would change there is told apart, as a ``LateDelta`` for ``reason``.
    """
    sealed = sealed_until()
    first = since.replace(day=1)
    rest = iter(sorted(agencies))
    total = 0
    while batch := list(islice(rest, AGENCIES_AT_ONCE)):
        counted = _count(course, batch, first, today)
        tell_late([cell for cell in counted if cell.month <= sealed], course, batch, (first, sealed), today, reason)
        total += _replace(
            [cell for cell in counted if cell.month > sealed], course, batch, max(first, next_month(sealed))
        )
        keep_overdue(course, batch, today)
    open_since = max(first, next_month(sealed))
    _sum_regions(course, _regions_of(course, agencies, open_since), open_since)
    return total


def _count(course: int, agencies: Sequence[int], first: date, today: date) -> list[Cell]:
    days = as_of_days(first, today)
    counted = _stock_of(course, agencies, days).counts()
    credited = _credits_of(course, agencies, days)
    nothing = [(0,) * len(MEASURES)] * len(days)
    return [
        _cell(course, group, day, (*stock, *flows))
        for group in counted.keys() | credited.keys()
        for day, stock, flows in zip(
            days, counted.get(group, nothing), credited.get(group, [(0, 0)] * len(days)), strict=True
        )
        if any(stock) or any(flows)
    ]


def _replace(cells: Sequence[Cell], course: int, agencies: Sequence[int], first: date) -> int:
    Cell.objects.filter(course=course, agency__in=agencies, month__gte=first).delete()
    # Cells of a month lie together: that is how pages read them.
    return len(Cell.objects.bulk_create(sorted(cells, key=attrgetter("month")), batch_size=500))


def _cell(course: int, group: Group, day: date, numbers: Sequence[int]) -> Cell:
    agency, region, category = group
    counted = dict(zip(NUMBERS, numbers, strict=True))
    return Cell(
        course_id=course, agency_id=agency, region_id=region, category=category, month=day.replace(day=1), **counted
    )


def _stock_of(course: int, agencies: Sequence[int], days: Sequence[date]) -> Stock[Group]:
    duties = Duty.objects.filter(course=course, agency__in=agencies, since__lte=days[-1])
    duties = duties.filter(Q(until=None) | Q(until__gte=days[0]))
    covers, waivers = _covers(course, duties), _waivers(course, duties)
    stock = Stock[Group](days)
    rows = duties.values_list("agency", "region", "category", "learner", "since", "until", "due_on")
    for agency, region, category, learner, since, until, due_on in rows.iterator(chunk_size=2000):
        bound = Obliged(since, until, due_on, covers.get(learner, ()), waivers.get(learner, ()))
        stock.add((agency, region, category), bound)
    return stock


def _covers(course: int, duties: QuerySet[Duty]) -> dict[int, list[Dates]]:
    rows = CourseCompletion.objects.filter(course=course, learner__in=duties.values("learner"))
    found = rows.values_list("learner", "completed_at", "valid_until")
    return _by_learner((learner, localdate(at), until) for learner, at, until in found)


def _waivers(course: int, duties: QuerySet[Duty]) -> dict[int, list[Dates]]:
    rows = Waiver.objects.filter(course=course, person__in=duties.values("learner"))
    return _by_learner(rows.values_list("person", "since", "until"))


def _by_learner(rows: Iterable[tuple[int, date, date | None]]) -> dict[int, list[Dates]]:
    found: defaultdict[int, list[Dates]] = defaultdict(list)
    for learner, since, until in rows:
        found[learner].append((since, until))
    return dict(found)


def _credits_of(course: int, agencies: Sequence[int], days: Sequence[date]) -> dict[Group, list[tuple[int, int]]]:
    """By group, how many voluntary and how many required completions there were up to each day."""
    rows = CourseCompletion.objects.filter(course=course, agency__in=agencies).order_by()
    by_month = rows.annotate(month=TruncMonth("completed_at", tzinfo=get_default_timezone()))
    grouped = by_month.values_list("agency", "region", "category", "month", "is_required").annotate(Count("pk"))
    found: defaultdict[Group, list[list[int]]] = defaultdict(lambda: [[0] * len(days) for _flow in FLOWS])
    for agency, region, category, month, is_required, number in grouped:
        first_shown = bisect_left(days, localdate(month))
        if first_shown < len(days):
            found[agency, region, category][is_required][first_shown] += number
    return {group: list(zip(*map(accumulate, flows), strict=True)) for group, flows in found.items()}


def _regions_of(course: int, agencies: Collection[int], first: date) -> set[int | None]:
    """The regions whose sums these agencies may have changed: where they stand, or where their cells say they stood."""
    standing = Agency.objects.filter(pk__in=agencies).values_list("region", flat=True)
    counted = Cell.objects.filter(course=course, agency__in=agencies, month__gte=first)
    return {*standing, *counted.order_by().values_list("region", flat=True).distinct()}


def _sum_regions(course: int, regions: Collection[int | None], first: date) -> None:
    named = Q(region__in=[region for region in regions if region])
    concerned = Q(course=course, month__gte=first) & (named | Q(region=None) if None in regions else named)
    RegionCell.objects.filter(concerned).delete()
    sums = Cell.objects.filter(concerned).order_by().values("course_id", "region_id", "category", "month")
    rows = sums.annotate(**{f"sum_{name}": Sum(name) for name in NUMBERS})
    RegionCell.objects.bulk_create(
        [RegionCell(**{name.removeprefix("sum_"): value for name, value in row.items()}) for row in rows],
        batch_size=500,
    )
