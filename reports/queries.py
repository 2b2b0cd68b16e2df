"""Figures and the people behind them. Everything the screens and files show is read here.

*Compliance*: of the people obliged at the end of the period, how many had a valid completion then; they count where
they worked that day. *Credit*: completions in the period, where the learner worked when completing. Only agencies in
the viewer's scope are ever read.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext

from accounts.models import User
from agencies.choices import Role
from agencies.queries import Place
from agencies.rules import current_assignments
from core.figures import Share
from core.sorting import alphabetical_key
from learning.choices import FigureReason
from reports.filters import ReportFilter, Scope, region_code, region_name
from reports.models import Cell, LateDelta, RegionCell
from reports.periods import Period

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Figures:
    """People at the end of a period, and completions in it; see ``domain.stock`` for the states."""

    obliged: int = 0
    compliant: int = 0
    waived: int = 0
    overdue: int = 0
    credited: int = 0
    voluntary: int = 0

    @property
    def share(self) -> Share:
        """Compliant of obliged."""
        return Share(self.compliant, self.obliged)

    @property
    def late_share(self) -> Share:
        """Overdue of obliged."""
        return Share(self.overdue, self.obliged)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in NUMBERS))


NUMBERS = tuple(field.name for field in fields(Figures))
# What a cell holds of a day; the rest is counted up from the beginning, so that a period is a difference.
OF_A_DAY, COUNTED_UP = NUMBERS[:4], NUMBERS[4:]


@dataclass(frozen=True)
class FiguresRow:
    """The figures of one region or agency, under the code that addresses use; ``before``: those it is compared with."""

    code: str
    name: str
    figures: Figures
    before: Figures | None = None

    @property
    def change(self) -> Decimal | None:
        """The change of the share in percentage points; None if it is of nobody, or nothing is compared."""
        if self.before is None or self.before.share.percent is None or self.figures.share.percent is None:
            return None
        return self.figures.share.percent - self.before.share.percent


@dataclass(frozen=True)
class LateChange:
    """By how much the figures of a sealed month would be others with what became known on ``day``."""

    day: date
    reason: FigureReason | None
    figures: Figures


def completion_by_region(chosen: ReportFilter, *, today: date) -> list[FiguresRow]:
    """A row per region that has agencies in scope, by name; bodies without a region come last."""
    regions = {region_code(region): region for region in map(chosen.region_of, chosen.agencies)}
    sums = _figures_by_region(chosen, today)
    rows = [FiguresRow(code, region_name(region), sums.get(code, Figures())) for code, region in regions.items()]
    return sorted(rows, key=lambda row: (regions[row.code] is None, alphabetical_key(row.name)))


def completion_by_agency(chosen: ReportFilter, *, today: date) -> list[FiguresRow]:
    """A row per agency in scope, by name; closed agencies only while the period has figures of them."""
    return sorted(agencies_with_figures(chosen, today=today), key=lambda row: alphabetical_key(row.name))


def agencies_with_figures(chosen: ReportFilter, *, today: date) -> list[FiguresRow]:
    """The same rows in the order of the tree."""
    figures = _figures_by_agency(chosen, today)
    return [
        FiguresRow(agency.code, str(agency), figures.get(agency.pk, Figures()))
        for agency in chosen.agencies
        if agency.pk in figures or not _is_closed(agency, today)
    ]


def total_of(rows: Iterable[FiguresRow]) -> Figures:
    """The sum of all rows."""
    return reduce(add, (row.figures for row in rows), Figures())


def total_row(chosen: ReportFilter, rows: Sequence[FiguresRow]) -> FiguresRow:
    """The sum of all rows as a row, with what it is compared with."""
    before = reduce(add, (row.before for row in rows if row.before), Figures()) if chosen.compare else None
    return FiguresRow("", gettext("Total"), total_of(rows), before)


def figures_of_agency(chosen: ReportFilter, agency: Place, *, today: date) -> Figures:
    """The agency's own figures, without what is below it; all zero for one outside the viewer's scope."""
    return _figures_by_agency(chosen, today).get(agency.pk, Figures())


def late_changes(chosen: ReportFilter, *, today: date) -> list[LateChange]:
    """What became known after the shown month was sealed, by day and reason, the newest first; one query.

    Empty for a month that is not sealed. Regions are looked at through their agencies in scope.
    """
    shown, _before = _months_of(chosen.period, today)
    # Agencies by their scope: five hundred numbers in a query take longer to write down than to find.
    found = _of_choice(LateDelta.objects.filter(month=shown, agency__in=chosen.scope.agencies), chosen)
    told = {f"sum_{name}": Sum(name) for name in NUMBERS}
    rows = found.order_by("-found_on", "reason").values_list("found_on", "reason", "agency").annotate(**told)
    places = {agency.pk for agency in chosen.agencies}
    sums: defaultdict[tuple[date, str], Figures] = defaultdict(Figures)
    for day, reason, agency, *numbers in rows:
        if agency in places:
            sums[day, reason] += Figures(*numbers)
    return [
        LateChange(day, FigureReason(reason) if reason else None, figures)
        for (day, reason), figures in sums.items()
        if any(vars(figures).values())
    ]


def first_month(scope: Scope) -> date | None:
    """The first month that has figures in the scope; None when there are none."""
    cells = Cell.objects.filter(agency__in=scope.agencies)
    return cells.order_by("month").values_list("month", flat=True).first()


def cells_of(chosen: ReportFilter) -> QuerySet[Any]:
    """The cells of the chosen places, course and category in all months, however few rows tell it."""
    if chosen.agency is None and chosen.scope.has_whole_regions:
        regions = {agency.region.pk if agency.region else None for agency in chosen.agencies}
        known = Q(region__in=regions - {None})
        cells: QuerySet[Any] = RegionCell.objects.filter(known | Q(region=None) if None in regions else known)
    else:
        cells = Cell.objects.filter(agency__in=[agency.pk for agency in chosen.agencies])
    return _of_choice(cells, chosen)


def scope_names(viewer: User) -> list[str]:
    """The regions and agencies that the viewer coordinates; none for the whole country."""
    assignments = current_assignments(viewer, Role.COORDINATOR).select_related("region", "agency")
    return [str(one.region or one.agency) for one in assignments if one.region or one.agency]


def _figures_by_region(chosen: ReportFilter, today: date) -> dict[str, Figures]:
    """By the region's code. Where whole regions are asked for, their sums are read; else their agencies in scope."""
    sums: defaultdict[str, Figures] = defaultdict(Figures)
    if chosen.agency is None and chosen.scope.has_whole_regions:
        codes = {one.region.pk if one.region else None: region_code(chosen.region_of(one)) for one in chosen.agencies}
        known = Q(region__in=[region for region in codes if region])
        cells = RegionCell.objects.filter(known | Q(region=None) if None in codes else known)
        for region, figures in _summed(cells, "region", chosen, today).items():
            sums[codes[region]] += figures
        return sums
    by_agency = _figures_by_agency(chosen, today)
    for agency in chosen.agencies:
        sums[region_code(chosen.region_of(agency))] += by_agency.get(agency.pk, Figures())
    return sums


def _figures_by_agency(chosen: ReportFilter, today: date) -> dict[int, Figures]:
    counted = _summed(Cell.objects.filter(agency__in=chosen.scope.agencies), "agency", chosen, today)
    return {agency: figures for agency, figures in counted.items() if any(vars(figures).values())}


def _months_of(period: Period, today: date) -> tuple[date, date | None]:
    """The month whose end a period shows, and the one before it from which completions are counted."""
    before = (period.start - ONE_DAY).replace(day=1) if period.start else None
    return period.as_of(today).replace(day=1), before


def _summed(cells: QuerySet[Any], group: str, chosen: ReportFilter, today: date) -> dict[Any, Figures]:
    """Figures of the chosen course, category and period by ``group``, in one query: two months are read at most."""
    shown, before = _months_of(chosen.period, today)
    sums: dict[str, Any] = {name: Sum(name, filter=Q(month=shown), default=0) for name in OF_A_DAY}
    for name in COUNTED_UP:
        sums[name] = Sum(name, filter=Q(month=shown), default=0) - Sum(name, filter=Q(month=before), default=0)
    read = _of_choice(cells, chosen).filter(month__in=[month for month in (shown, before) if month]).order_by()
    rows = read.values_list(group).annotate(**{f"sum_{name}": value for name, value in sums.items()})
    return {key: Figures(*numbers) for key, *numbers in rows}


def _of_choice(cells: QuerySet[Any], chosen: ReportFilter) -> QuerySet[Any]:
    if chosen.course:
        cells = cells.filter(course=chosen.course)
    return cells.filter(category=chosen.category) if chosen.category else cells


def _is_closed(agency: Place, today: date) -> bool:
    return agency.valid_to is not None and agency.valid_to < today
