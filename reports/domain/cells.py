"""Counting cells: only the stale ones, or all of them.

Writers of facts only mark figures as stale; who reads figures has them counted first, so a page is right on the next
load and no scheduled job is needed (ux 17).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils.timezone import localdate

from courses.models import Course
from learning.models import CourseCompletion, StaleFigure
from obligations.models import Duty
from reports.domain.clock import turn_to
from reports.domain.counting import recount
from reports.domain.lateness import sealed_until
from reports.models import Cell, RegionCell

# Marks handled in one transaction: bounds how long the writing lock is held and how many parameters a query has.
MARKS_AT_ONCE = 2000


def refresh_stale_cells(today: date) -> int:
    """Count all marked figures again, and those that changed with the day; returns how many marks were worked off.

    Two queries when there is nothing to do. A mark made meanwhile stays for the next call.
    """
    turn_to(today)
    total = 0
    while read := list(_marks()[:MARKS_AT_ONCE]):
        total += _refresh({mark.course_id for mark in read}, today)
    return total


def rebuild_all_cells(today: date) -> int:
    """Throw all cells away that are not sealed and count everything again; returns how many cells there are now.

    A transaction per course: broken off, it can be started again. Bounded memory.
    """
    turn_to(today)
    return sum(_rebuild(course, today) for course in Course.objects.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _rebuild(course: int, today: date) -> int:
    _lock_courses(Course.objects.filter(pk=course))
    marks = list(_marks().filter(course=course))
    sealed = sealed_until()
    Cell.objects.filter(course=course, month__gt=sealed).delete()
    RegionCell.objects.filter(course=course, month__gt=sealed).delete()
    first = _first_day(course)
    count = recount(course, _agencies_of(course), since=first, today=today) if first else 0
    _remove(marks)
    return count


@transaction.atomic
def _refresh(course_ids: Collection[int], today: date) -> int:
    _lock_courses(Course.objects.filter(pk__in=course_ids))
    # Read again behind the lock: somebody else may have worked them off while we waited.
    marks = list(_marks().filter(course__in=course_ids)[:MARKS_AT_ONCE])
    for (course, since, reason), agencies in _by_first_day(marks, today).items():
        recount(course, agencies, since=since, today=today, reason=reason)
    _remove(marks)
    return len(marks)


def _marks() -> QuerySet[StaleFigure]:
    return StaleFigure.objects.order_by("pk")


def _by_first_day(marks: Iterable[StaleFigure], today: date) -> dict[tuple[int, date, str], set[int]]:
    """The agencies to be counted again by course, first month and reason; most need the running month only.

    Of several marks the earliest decides, and its reason is the one that is told.
    """
    first: dict[tuple[int, int], tuple[date, str]] = {}
    for mark in marks:
        if mark.agency_id:
            figure, found = (
                (mark.course_id, mark.agency_id),
                (min(mark.since or today, today).replace(day=1), mark.reason),
            )
            first[figure] = min(first.get(figure, found), found)
    found_by: defaultdict[tuple[int, date, str], set[int]] = defaultdict(set)
    for (course, agency), (since, reason) in first.items():
        found_by[course, since, reason].add(agency)
    return found_by


def _first_day(course: int) -> date | None:
    """The first day that has anything to count; None when there is nothing."""
    obliged = Duty.objects.filter(course=course).aggregate(first=Min("since"))["first"]
    completed = CourseCompletion.objects.filter(course=course).aggregate(first=Min("completed_at"))["first"]
    days = [obliged, localdate(completed) if completed else None]
    return min((day for day in days if day), default=None)


def _agencies_of(course: int) -> set[int]:
    obliged = Duty.objects.filter(course=course).order_by().values_list("agency", flat=True).distinct()
    credited = CourseCompletion.objects.filter(course=course).exclude(agency=None).order_by()
    return {*obliged, *(agency for agency in credited.values_list("agency", flat=True).distinct() if agency)}


def _lock_courses(courses: QuerySet[Course]) -> None:
    """One count at a time per course; ``no_key`` lets learners go on enrolling meanwhile."""
    list(courses.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _remove(marks: Sequence[StaleFigure]) -> None:
    pks = [mark.pk for mark in marks]
    for start in range(0, len(pks), MARKS_AT_ONCE):
        StaleFigure.objects.filter(pk__in=pks[start : start + MARKS_AT_ONCE]).delete()
