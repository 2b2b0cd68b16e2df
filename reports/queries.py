"""Completion figures and the people behind them. Everything the screens and files show is read here.

An enrolment counts for the agency, and its region, where the learner worked when completing; before that, where they
enrolled. Only agencies in the viewer's scope are ever read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import get_default_timezone, make_aware

from accounts.models import User
from agencies.choices import Role
from agencies.models import Agency, EmploymentSpell, Region
from agencies.rules import current_assignments, people_visible_to
from core.figures import Share
from core.sorting import alphabetical_key
from learning.choices import Status
from learning.models import CourseProgress
from reports.filters import ReportFilter, Scope, region_code, region_name
from reports.models import CompletionCell
from reports.periods import Period


@dataclass(frozen=True)
class Figures:
    """Enrolments up to the end of a period, and how far they came by then."""

    enrolled: int = 0
    started: int = 0
    completed: int = 0
    completed_in_period: int = 0

    @property
    def share(self) -> Share:
        """Completed of enrolled."""
        return Share(self.completed, self.enrolled)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.enrolled + other.enrolled,
            self.started + other.started,
            self.completed + other.completed,
            self.completed_in_period + other.completed_in_period,
        )


@dataclass(frozen=True)
class FiguresRow:
    """The figures of one region or agency, under the code that addresses use."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class PersonRow:
    """One learner on one course, as at the end of the period. ``name`` None: works outside the viewer's scope now."""

    name: str | None
    post: str
    course: str
    status: Status
    enrolled_at: datetime
    completed_at: datetime | None
    due_on: date | None
    is_overdue: bool


def completion_by_region(chosen: ReportFilter) -> list[FiguresRow]:
    """A row per region that has agencies in scope, by name; bodies without a region come last."""
    regions: dict[str, Region | None] = {}
    sums: defaultdict[str, Figures] = defaultdict(Figures)
    figures = _figures_by_agency(chosen)
    for agency in chosen.agencies:
        regions[region_code(agency)] = agency.region
        sums[region_code(agency)] += figures.get(agency.pk, Figures())
    rows = [FiguresRow(code, region_name(region), sums[code]) for code, region in regions.items()]
    return sorted(rows, key=lambda row: (regions[row.code] is None, alphabetical_key(row.name)))


def completion_by_agency(chosen: ReportFilter, *, today: date) -> list[FiguresRow]:
    """A row per agency in scope, by name; closed agencies only while the period has figures of them."""
    figures = _figures_by_agency(chosen)
    rows = [
        FiguresRow(agency.code, str(agency), figures.get(agency.pk, Figures()))
        for agency in chosen.agencies
        if agency.pk in figures or not _is_closed(agency, today)
    ]
    return sorted(rows, key=lambda row: alphabetical_key(row.name))


def total_of(rows: Iterable[FiguresRow]) -> Figures:
    """The sum of all rows."""
    return reduce(add, (row.figures for row in rows), Figures())


def people_of_agency(chosen: ReportFilter, agency: Agency, *, today: date) -> list[PersonRow]:
    """The people behind the agency's own figures, by name; those whose name may not be shown come last.

    As many rows as the agency has enrolments in ``completion_by_agency``. One query whatever their number, besides
    the one that asks for the viewer's scope. The caller has made sure that ``agency`` is in scope.
    """
    last_day = chosen.period.last_day
    as_of = min(today, last_day) if last_day else today
    rows = [_person_row(progress, chosen.period, as_of) for progress in _progress_of(chosen, agency)]
    return sorted(rows, key=lambda row: (row.name is None, alphabetical_key(row.name or ""), row.course))


def figures_of_agency(chosen: ReportFilter, agency: Agency) -> Figures:
    """The agency's own figures, without what is below it; all zero for one outside the viewer's scope."""
    return _figures_by_agency(chosen).get(agency.pk, Figures())


def first_month(scope: Scope) -> date | None:
    """The first month that has figures in the scope; None when there are none."""
    cells = CompletionCell.objects.filter(agency__in=scope.agencies)
    return cells.order_by("month").values_list("month", flat=True).first()


def scope_names(viewer: User) -> list[str]:
    """The regions and agencies that the viewer coordinates; none for the whole country."""
    assignments = current_assignments(viewer, Role.COORDINATOR).select_related("region", "agency")
    return [str(one.region or one.agency) for one in assignments if one.region or one.agency]


def _figures_by_agency(chosen: ReportFilter) -> dict[int, Figures]:
    cells = CompletionCell.objects.filter(agency__in=chosen.scope.agencies)
    if chosen.course:
        cells = cells.filter(course=chosen.course)
    period = chosen.period
    until = Q(month__lt=period.end) if period.end else Q()
    within = until & Q(month__gte=period.start) if period.start else until
    in_period = Coalesce(Sum("completed", filter=within or None), 0)
    sums = (
        cells.filter(until)
        .values_list("agency")
        .annotate(Sum("enrolled"), Sum("started"), Sum("completed"), in_period=in_period)
    )
    return {agency_id: Figures(*numbers) for agency_id, *numbers in sums if any(numbers)}


def _progress_of(chosen: ReportFilter, agency: Agency) -> QuerySet[CourseProgress]:
    spells = EmploymentSpell.objects.filter(person=OuterRef("learner"), agency=agency).order_by("-since")
    progress = CourseProgress.objects.filter(agency=agency).select_related("learner", "course")
    if chosen.course:
        progress = progress.filter(course=chosen.course)
    if chosen.period.end:
        progress = progress.filter(enrolled_at__lt=_midnight(chosen.period.end))
    return progress.annotate(
        # The post they had here: where they work now may be none of the viewer's business.
        post=Subquery(spells.values("post")[:1]),
        is_visible=Exists(people_visible_to(chosen.scope.viewer).filter(pk=OuterRef("learner"))),
    )


def _person_row(progress: Any, period: Period, as_of: date) -> PersonRow:
    """The row of what ``_progress_of`` read."""
    completed_at = _by_end(progress.completed_at, period)
    started_at = _by_end(progress.started_at, period)
    overdue = completed_at is None and progress.due_on is not None and progress.due_on < as_of
    status = Status.PASSED if completed_at else Status.STARTED if started_at else Status.NOT_STARTED
    return PersonRow(
        name=progress.learner.get_full_name() if progress.is_visible else None,
        post=progress.post or "" if progress.is_visible else "",
        course=str(progress.course),
        status=status,
        enrolled_at=progress.enrolled_at,
        completed_at=completed_at,
        due_on=progress.due_on,
        is_overdue=overdue,
    )


def _by_end(instant: datetime | None, period: Period) -> datetime | None:
    """The instant, unless it came after the period."""
    return instant if instant and (period.end is None or instant < _midnight(period.end)) else None


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min), get_default_timezone())


def _is_closed(agency: Agency, today: date) -> bool:
    return agency.valid_to is not None and agency.valid_to < today
