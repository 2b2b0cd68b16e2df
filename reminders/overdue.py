"""Who is behind, by name (ux 88): the rows of ``reports.models.Overdue`` with what a coordinator needs to act."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import User
from agencies.models import Agency
from agencies.rules import people_visible_to
from core.sorting import alphabetical_key
from learning.models import CourseProgress, ItemCompletion
from reminders.choices import MessageKind, MessageState
from reminders.models import Reminder
from reports.filters import ReportFilter
from reports.models import Overdue

AT_ONCE = 1000
# Only so many can be put into alphabetical order while somebody waits.
MOST_SORTED = 5000
BY_DAY = {"due": ("due_on", "duty"), "latest": ("-due_on", "-duty")}
BY_ALPHABET = ("name", "agency")
Pair = tuple[int, int]  # learner, course


@dataclass(frozen=True)
class OverdueRow:
    """One overdue duty. ``name`` None: works outside the viewer's scope by now."""

    name: str | None
    agency: str
    post: str
    course: str
    due_on: date
    days: int
    last_active_on: date | None
    reminders: int
    reminded_on: date | None


def overdue_of(chosen: ReportFilter) -> QuerySet[Overdue]:
    """Everybody overdue today in what is chosen; as many as ``overdue`` of the figures."""
    found = Overdue.objects.all()
    agencies = [agency.pk for agency in chosen.agencies]
    if len(agencies) < Agency.objects.count():
        found = found.filter(agency__in=agencies)
    if chosen.course:
        found = found.filter(course=chosen.course)
    return found.filter(category=chosen.category) if chosen.category else found


def overdue_page(chosen: ReportFilter, order: str, *, start: int, size: int, today: date) -> list[OverdueRow]:
    """``size`` rows from the place ``start``, in an order of ``BY_DAY`` or ``BY_ALPHABET``.

    A constant number of queries. The caller makes sure that no more than ``MOST_SORTED`` are put by the alphabet.
    """
    found = overdue_of(chosen)
    if order in BY_DAY:
        read = found.order_by(*BY_DAY[order])[start : start + size]
        return _rows(read, chosen, today)
    duties = _by_alphabet(found, order, chosen)[start : start + size]
    by_duty = {late.pk: late for late in _with_people(found.filter(duty__in=duties))}
    return _described([by_duty[duty] for duty in duties if duty in by_duty], chosen, today)


def all_overdue(chosen: ReportFilter, *, today: date) -> Iterator[OverdueRow]:
    """Every row, the longest overdue first, read by the thousand."""
    found, done = overdue_of(chosen).order_by(*BY_DAY["due"]), None
    while batch := list(_with_people(found.filter(_after(done)) if done else found)[:AT_ONCE]):
        yield from _described(batch, chosen, today)
        done = batch[-1]


def _after(late: Overdue) -> Q:
    return Q(due_on__gt=late.due_on) | Q(due_on=late.due_on, duty__gt=late.pk)


def _by_alphabet(found: QuerySet[Overdue], order: str, chosen: ReportFilter) -> list[int]:
    """The duties in order."""
    if order == "agency":
        places = {agency.pk: alphabetical_key(str(agency)) for agency in chosen.agencies}
        rows = found.order_by(*BY_DAY["due"]).values_list("duty", "agency")
        return [duty for duty, _agency in sorted(rows, key=lambda row: places[row[1]])]
    people = User.objects.filter(pk__in=found.values("duty__learner"))
    names = {person.pk: alphabetical_key(person.get_full_name()) for person in people}
    duties = found.order_by(*BY_DAY["due"]).values_list("duty", "duty__learner")
    return [duty for duty, learner in sorted(duties, key=lambda row: names[row[1]])]


def _rows(found: QuerySet[Overdue], chosen: ReportFilter, today: date) -> list[OverdueRow]:
    return _described(list(_with_people(found)), chosen, today)


def _with_people(found: QuerySet[Overdue]) -> QuerySet[Overdue]:
    return found.select_related("course", "duty__learner", "duty__spell")


def _described(late: Sequence[Overdue], chosen: ReportFilter, today: date) -> list[OverdueRow]:
    learners, courses = {one.duty.learner_id for one in late}, {one.course_id for one in late}
    visible = set(people_visible_to(chosen.scope.viewer).filter(pk__in=learners).values_list("pk", flat=True))
    active, told = _last_active(learners, courses), _told(learners, courses)
    places = {agency.pk: str(agency) for agency in chosen.agencies}
    return [
        _row(one, places[one.agency_id], active.get(_pair(one)), told.get(_pair(one)), visible, today) for one in late
    ]


def _row(
    late: Overdue, agency: str, active: date | None, told: tuple[int, date] | None, visible: set[int], today: date
) -> OverdueRow:
    is_visible = late.duty.learner_id in visible
    reminders, reminded_on = told or (0, None)
    return OverdueRow(
        name=late.duty.learner.get_full_name() if is_visible else None,
        agency=agency,
        post=late.duty.spell.post if is_visible else "",
        course=str(late.course),
        due_on=late.due_on,
        days=(today - late.due_on).days,
        last_active_on=active,
        reminders=reminders,
        reminded_on=reminded_on,
    )


def _pair(late: Overdue) -> Pair:
    return late.duty.learner_id, late.course_id


def _last_active(learners: Collection[int], courses: Collection[int]) -> dict[Pair, date]:
    """The day on which somebody last did a step of the course, or opened it. Two queries."""
    steps: Any = ItemCompletion.objects.filter(learner__in=learners, item__module__course__in=courses).order_by()
    done = steps.values_list("learner", "item__module__course").annotate(at=Max("completed_at"))
    opened = CourseProgress.objects.filter(learner__in=learners, course__in=courses, started_at__isnull=False)
    found: dict[Pair, datetime] = {
        (learner, course): at for learner, course, at in opened.values_list("learner", "course", "started_at") if at
    }
    for learner, course, at in done:
        found[learner, course] = max(at, found.get((learner, course), at))
    return {pair: localdate(at) for pair, at in found.items()}


def _told(learners: Collection[int], courses: Collection[int]) -> dict[Pair, tuple[int, date]]:
    """How often somebody was reminded of the course, and the last day. One query."""
    sent: Any = Reminder.objects.filter(
        person__in=learners,
        course__in=courses,
        message__kind=MessageKind.REMINDER,
        message__state__in=(MessageState.SENT, MessageState.UNCLEAR),
    ).order_by()
    rows = sent.values_list("person", "course").annotate(number=Count("pk"), last=Max("message__day"))
    return {(person, course): (number, last) for person, course, number, last in rows}
