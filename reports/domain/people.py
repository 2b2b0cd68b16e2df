"""The people behind one agency's figures, by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import get_default_timezone, make_aware

from accounts.models import NAME_COLUMNS, User, full_name
from agencies.queries import Place
from agencies.rules import people_visible_to
from core.sorting import SortKey, alphabetical_key
from learning.choices import Status
from learning.models import CourseCompletion, CourseProgress
from obligations.models import Duty, Waiver
from reports.filters import ReportFilter

ONE_DAY = timedelta(days=1)
AT_ONCE = 1000
NAMELESS: SortKey = ([], "")


@dataclass(frozen=True)
class PersonRow:
    """One duty, as at the end of the period. ``name`` None: works outside the viewer's scope now."""

    name: str | None
    post: str
    course: str
    status: Status
    completed_at: datetime | None
    valid_until: date | None
    due_on: date
    is_overdue: bool
    is_waived: bool


@dataclass(frozen=True)
class AgencyPeople:
    """The duties behind an agency's figures, in order, and what it takes to describe them.

    By name and course; those whose name may not be shown come last.
    """

    duties: QuerySet[Any]
    order: list[int]
    visible: frozenset[int]
    day: date

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[PersonRow]:
        for start in range(0, len(self), AT_ONCE):
            yield from self[start : start + AT_ONCE]

    def __getitem__(self, places: slice) -> list[PersonRow]:
        """The rows at these places, in one query."""
        wanted = self.order[places]
        read = _described(self.duties.filter(pk__in=wanted), self.day).in_bulk()
        return [_person_row(read[pk], self.visible, self.day) for pk in wanted if pk in read]


def people_of_agency(chosen: ReportFilter, agency: Place, *, today: date) -> AgencyPeople:
    """The people behind the agency's own figures; described as they are asked for.

    As many as the agency has people obliged or waived in ``completion_by_agency``. Two queries whatever their number.
    The caller has made sure that ``agency`` is in scope.
    """
    day = chosen.period.as_of(today)
    duties = _duties_of(chosen, agency, day)
    names = _visible_names(chosen.scope.viewer, duties)
    titles = {course.pk: str(course) for course in chosen.scope.courses.values()}
    rows = list(duties.order_by("pk").values_list("pk", "learner", "course"))
    rows.sort(key=lambda row: (row[1] not in names, names.get(row[1], NAMELESS), titles.get(row[2], "")))
    return AgencyPeople(duties, [pk for pk, _learner, _course in rows], frozenset(names), day)


def _visible_names(viewer: User, duties: QuerySet[Duty]) -> dict[int, SortKey]:
    """The place in the alphabet of those whose names the viewer may read today."""
    people = people_visible_to(viewer).filter(pk__in=duties.order_by().values("learner"))
    return {pk: alphabetical_key(full_name(*names)) for pk, *names in people.values_list("pk", *NAME_COLUMNS)}


def _duties_of(chosen: ReportFilter, agency: Place, day: date) -> QuerySet[Duty]:
    duties = Duty.objects.filter(Q(until=None) | Q(until__gte=day), agency=agency.pk, since__lte=day)
    if chosen.course:
        duties = duties.filter(course=chosen.course)
    return duties.filter(category=chosen.category) if chosen.category else duties


def _described(duties: QuerySet[Duty], day: date) -> QuerySet[Any]:
    own = {"learner": OuterRef("learner"), "course": OuterRef("course")}
    end = _midnight(day + ONE_DAY)
    completions = CourseCompletion.objects.filter(**own, completed_at__lt=end).order_by("-completed_at")
    started = CourseProgress.objects.filter(**own, started_at__lt=end)
    waivers = Waiver.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return duties.select_related("learner", "course", "spell").annotate(
        completed_at=Subquery(completions.values("completed_at")[:1]),
        valid_until=Subquery(completions.values("valid_until")[:1]),
        is_started=Exists(started),
        is_waived=Exists(waivers.filter(person=OuterRef("learner"), course=OuterRef("course"))),
    )


def _person_row(duty: Any, visible: frozenset[int], day: date) -> PersonRow:
    """The row of what ``_described`` read."""
    is_valid = duty.completed_at is not None and (duty.valid_until is None or duty.valid_until >= day)
    is_waived = duty.is_waived and not is_valid
    is_visible = duty.learner_id in visible
    status = Status.PASSED if is_valid else Status.STARTED if duty.is_started else Status.NOT_STARTED
    return PersonRow(
        name=duty.learner.get_full_name() if is_visible else None,
        post=duty.spell.post if is_visible else "",
        course=str(duty.course),
        status=status,
        completed_at=duty.completed_at,
        valid_until=duty.valid_until,
        due_on=duty.due_on,
        is_overdue=not is_valid and not is_waived and duty.due_on < day,
        is_waived=is_waived,
    )


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min), get_default_timezone())
