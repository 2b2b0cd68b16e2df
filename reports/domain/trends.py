"""Shares over months, and what has changed since an earlier day. Everything is read from cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from core.figures import Share
from reports.filters import ReportFilter
from reports.periods import Period
from reports.queries import Figures, FiguresRow, cells_of

MONTHS = 24
ONE_DAY = timedelta(days=1)


def monthly_shares(chosen: ReportFilter, *, today: date, months: int = MONTHS) -> list[tuple[date, Share]]:
    """The share at the end of each month up to the shown one, by its first day. One query."""
    shown = chosen.period.as_of(today).replace(day=1)
    cells = cells_of(chosen).filter(month__lte=shown, month__gt=_months_before(shown, months))
    rows = cells.order_by("month").values_list("month").annotate(part=Sum("compliant"), whole=Sum("obliged"))
    return [(month, Share(part, whole)) for month, part, whole in rows]


def share_before(chosen: ReportFilter, series: list[tuple[date, Share]], *, today: date) -> Share:
    """The share at the end of the quarter before the shown day, out of ``monthly_shares``; of nobody if unknown."""
    day = chosen.period.as_of(today)
    quarter = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return dict(series).get((quarter - ONE_DAY).replace(day=1), Share(0, 0))


def points_between(before: Share, now: Share) -> Decimal | None:
    """The change in percentage points; None if either is of nobody."""
    return None if before.percent is None or now.percent is None else now.percent - before.percent


def with_before(rows: list[FiguresRow], before: list[FiguresRow]) -> list[FiguresRow]:
    """The rows, each with the figures that the same place had in ``before``."""
    figures = {row.code: row.figures for row in before}
    return [replace(row, before=figures.get(row.code, Figures())) for row in rows]


@dataclass(frozen=True)
class BelowTarget:
    """The places whose share is below the target, of ``counted`` that have anybody obliged.

    The lowest share comes first, of equal ones that of most people.
    """

    rows: list[FiguresRow]
    counted: int


def below_target(rows: Sequence[FiguresRow], *, target: int) -> BelowTarget:
    """``target`` in per cent; places where nobody is obliged are not counted."""
    shares = [(row.figures.share.percent, row) for row in rows]
    known = [(percent, row) for percent, row in shares if percent is not None]
    below = [pair for pair in known if pair[0] < target]
    below.sort(key=lambda pair: (pair[0], -pair[1].figures.obliged))
    return BelowTarget([row for _percent, row in below], len(known))


def on(chosen: ReportFilter, period: Period) -> ReportFilter:
    """The same filter over another period."""
    return replace(chosen, period=period, compare=None)


def _months_before(month: date, number: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(years, index + 1, 1)
