"""What changes in the figures with the day alone: deadlines pass, completions expire, a new month begins."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, QuerySet

from learning.models import CourseCompletion, StaleFigure
from obligations.models import Duty, Waiver
from reports.domain.months import next_month
from reports.models import Cell, Clock, RegionCell

ONE_DAY = timedelta(days=1)
CountsT = TypeVar("CountsT", Cell, RegionCell)


def turn_to(today: date) -> bool:
    """Have the cells follow the calendar; whether the day had changed. One query when it had not.

    Cells of a new month begin as those of the last one; figures that turned on a day in between are marked as stale.
    """
    clock = Clock.objects.filter(pk=1).first()
    if clock is None or clock.day >= today:
        return clock is None and _start(today)
    with transaction.atomic():
        clock = Clock.objects.select_for_update().get(pk=1)
        if clock.day >= today:
            return False
        _open_months(clock.day, today)
        StaleFigure.objects.bulk_create(_turning(clock.day, today), batch_size=500)
        clock.day = today
        clock.save(update_fields=["day"])
    return True


def _start(today: date) -> bool:
    Clock.objects.get_or_create(pk=1, defaults={"day": today})
    return True


def _open_months(day: date, today: date) -> None:
    month = next_month(day)
    while month <= today:
        _carry_over(Cell, month)
        _carry_over(RegionCell, month)
        month = next_month(month)


def _carry_over(model: type[CountsT], month: date) -> None:
    before = model.objects.filter(month=(month - ONE_DAY).replace(day=1))
    kept = [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", "month")]
    rows = before.values(*kept).iterator(chunk_size=2000)
    model.objects.bulk_create((model(month=month, **row) for row in rows), batch_size=500)


def _turning(day: date, today: date) -> Iterator[StaleFigure]:
    """The figures in which somebody's state changes after ``day`` and up to ``today``."""
    first, last = day + ONE_DAY, today
    yesterday = (first - ONE_DAY, last - ONE_DAY)  # what ends on a day shows on the next
    duties = Duty.objects.all()
    yield from _marks(duties.filter(since__range=(first, last)), "since", 0)
    yield from _marks(duties.filter(until__range=yesterday), "until", 1)
    yield from _marks(duties.filter(due_on__range=yesterday), "due_on", 1)
    expired = CourseCompletion.objects.filter(
        learner=OuterRef("learner"), course=OuterRef("course"), valid_until__range=yesterday
    )
    yield from _marks(duties.filter(Exists(expired)), None, 0, since=first)
    turned = Waiver.objects.filter(person=OuterRef("learner"), course=OuterRef("course"))
    for change in ({"since__range": (first, last)}, {"until__range": yesterday}):
        yield from _marks(duties.filter(Exists(turned.filter(**change))), None, 0, since=first)


def _marks(duties: QuerySet[Duty], field: str | None, days: int, *, since: date | None = None) -> Iterator[StaleFigure]:
    figures = duties.order_by().values_list("course", "agency").annotate(Min(field or "since"))
    for course, agency, earliest in figures:
        day = since or earliest + timedelta(days=days)
        yield StaleFigure(course_id=course, agency_id=agency, since=day)
