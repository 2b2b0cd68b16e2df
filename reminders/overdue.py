"""Who is behind, by name (ux 88): the rows of ``reports.models.Overdue`` with what a coordinator needs to act."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import NAME_COLUMNS, User, full_name
from agencies.models import Agency
from agencies.rules import people_visible_to
from core.sorting import alphabetical_key
from courses.models import Course
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
# Of ``Late``, with the columns of the name last.
COLUMNS = (
    "duty", "duty__learner", "agency", "course", "due_on", "duty__spell__post",
    *(f"duty__learner__{name}" for name in NAME_COLUMNS),
)  # fmt: skip
OWN = len(COLUMNS) - len(NAME_COLUMNS)
NEVER: tuple[int, date | None] = (0, None)
Pair = tuple[int, int]  # learner, course


class Late(NamedTuple):
    """What is read of one overdue duty; the rest is looked up for many at once."""

    duty: int
    learner: int
    agency: int
    course: int
    due_on: date
    post: str
    name: str


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
        return _described(_read(read), chosen, today)
    duties = _by_alphabet(found, order, chosen)[start : start + size]
    by_duty = {late.duty: late for late in _read(found.filter(duty__in=duties))}
    return _described([by_duty[duty] for duty in duties if duty in by_duty], chosen, today)


def all_overdue(chosen: ReportFilter, *, today: date) -> Iterator[OverdueRow]:
    """Every row, the longest overdue first, read by the thousand."""
    found, done = overdue_of(chosen).order_by(*BY_DAY["due"]), cast("Late | None", None)
    while batch := _read((found.filter(_after(done)) if done else found)[:AT_ONCE]):
        yield from _described(batch, chosen, today)
        done = batch[-1]


def _after(late: Late) -> Q:
    return Q(due_on__gt=late.due_on) | Q(due_on=late.due_on, duty__gt=late.duty)


def _by_alphabet(found: QuerySet[Overdue], order: str, chosen: ReportFilter) -> list[int]:
    """The duties in order."""
    if order == "agency":
        places = {agency.pk: alphabetical_key(str(agency)) for agency in chosen.agencies}
        rows = found.order_by(*BY_DAY["due"]).values_list("duty", "agency")
        return [duty for duty, _agency in sorted(rows, key=lambda row: places[row[1]])]
    people = User.objects.filter(pk__in=found.values("duty__learner")).values_list("pk", *NAME_COLUMNS)
    names = {pk: alphabetical_key(full_name(*names)) for pk, *names in people}
    duties = found.order_by(*BY_DAY["due"]).values_list("duty", "duty__learner")
    return [duty for duty, learner in sorted(duties, key=lambda row: names[row[1]])]


def _read(found: QuerySet[Overdue]) -> list[Late]:
    """As plain rows: a file has a hundred thousand of them."""
    rows: Any = found.values_list(*COLUMNS)
    return [Late._make((*row[:OWN], full_name(*row[OWN:]))) for row in rows]


def _described(late: Sequence[Late], chosen: ReportFilter, today: date) -> list[OverdueRow]:
    learners, courses = {one.learner for one in late}, {one.course for one in late}
    visible = set(people_visible_to(chosen.scope.viewer).filter(pk__in=learners).values_list("pk", flat=True))
    active, told = _last_active(learners, courses), _told(learners, courses)
    places = {agency.pk: str(agency) for agency in chosen.agencies}
    titles = {course.pk: str(course) for course in Course.objects.filter(pk__in=courses)}
    return [
        OverdueRow(
            name=one.name if one.learner in visible else None,
            agency=places[one.agency],
            post=one.post if one.learner in visible else "",
            course=titles[one.course],
            due_on=one.due_on,
            days=(today - one.due_on).days,
            last_active_on=active.get((one.learner, one.course)),
            reminders=told.get((one.learner, one.course), NEVER)[0],
            reminded_on=told.get((one.learner, one.course), NEVER)[1],
        )
        for one in late
    ]


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
