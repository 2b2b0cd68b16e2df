"""Counting completion cells from progress rows: only the stale ones, or all of them.

Writers of facts only mark figures as stale; who reads figures has them counted first, so a page is right on the next
load and no scheduled job is needed (ux 17).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.timezone import get_default_timezone

from courses.models import Course
from learning.models import CourseProgress, StaleFigure
from reports.models import CompletionCell

# Marks handled in one transaction: bounds how long the writing lock is held and how many parameters a query has.
MARKS_AT_ONCE = 2000
# Which date of a progress row each figure counts.
DATE_OF = {"enrolled": "enrolled_at", "started": "started_at", "completed": "completed_at"}


class Figure(NamedTuple):
    """What is counted together."""

    course_id: int
    agency_id: int | None


def refresh_stale_cells() -> int:
    """Count all marked figures again; returns how many marks were worked off.

    One query when there are none. A mark made meanwhile stays for the next call.
    """
    total = 0
    while read := list(_marks()[:MARKS_AT_ONCE]):
        total += _refresh([course_id for _pk, course_id, _agency_id in read])
    return total


@transaction.atomic
def rebuild_all_cells() -> int:
    """Throw all cells away and count everything again; returns how many cells there are now."""
    _lock_courses(Course.objects.all())
    marks = list(StaleFigure.objects.values_list("pk", flat=True))
    CompletionCell.objects.all().delete()
    cells = CompletionCell.objects.bulk_create(_counted(CourseProgress.objects.all()), batch_size=500)
    _remove(marks)
    return len(cells)


@transaction.atomic
def _refresh(course_ids: list[int]) -> int:
    _lock_courses(Course.objects.filter(pk__in=set(course_ids)))
    # Read again behind the lock: somebody else may have worked them off while we waited.
    marks = list(_marks().filter(course__in=set(course_ids))[:MARKS_AT_ONCE])
    figures = _all_of({Figure(course_id, agency_id) for _pk, course_id, agency_id in marks})
    CompletionCell.objects.filter(figures).delete()
    CompletionCell.objects.bulk_create(_counted(CourseProgress.objects.filter(figures)), batch_size=500)
    _remove([pk for pk, _course_id, _agency_id in marks])
    return len(marks)


def _marks() -> QuerySet[StaleFigure, tuple[int, int, int | None]]:
    return StaleFigure.objects.order_by("pk").values_list("pk", "course_id", "agency_id")


def _lock_courses(courses: QuerySet[Course]) -> None:
    """One count at a time per course; ``no_key`` lets learners go on enrolling meanwhile."""
    list(courses.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _all_of(figures: Iterable[Figure]) -> Q:
    """Exactly these figures, one condition per course whatever their number."""
    agencies: defaultdict[int, set[int | None]] = defaultdict(set)
    for figure in figures:
        agencies[figure.course_id].add(figure.agency_id)
    condition = Q(pk__in=[])
    for course_id, agency_ids in agencies.items():
        known = Q(agency__in=agency_ids - {None})
        condition |= Q(course=course_id) & (known | Q(agency=None) if None in agency_ids else known)
    return condition


def _counted(progress: QuerySet[CourseProgress]) -> list[CompletionCell]:
    """Cells of these progress rows, in one query per date whatever their number."""
    counts: defaultdict[tuple[Figure, date], dict[str, int]] = defaultdict(dict)
    for name, field in DATE_OF.items():
        month = TruncMonth(field, tzinfo=get_default_timezone())
        rows = progress.exclude(**{field: None}).order_by().annotate(month=month)
        for course_id, agency_id, first, number in rows.values_list("course", "agency", "month").annotate(Count("pk")):
            counts[Figure(course_id, agency_id), first.date()][name] = number
    return [
        CompletionCell(course_id=figure.course_id, agency_id=figure.agency_id, month=month, **numbers)
        for (figure, month), numbers in counts.items()
    ]


def _remove(marks: list[int]) -> None:
    for start in range(0, len(marks), MARKS_AT_ONCE):
        StaleFigure.objects.filter(pk__in=marks[start : start + MARKS_AT_ONCE]).delete()
