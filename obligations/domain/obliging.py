"""Making, previewing and ending obligations; exemptions and waivers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from agencies.models import EmploymentSpell
from audit.choices import Event
from audit.domain.recording import record
from courses.models import Course, CourseItem, Module
from learning.choices import FigureReason
from learning.models import CourseCompletion, StaleFigure
from obligations.domain.duties import AT_ONCE, Recounted, recount_duties
from obligations.models import Duty, Exemption, Obligation, Waiver

REQUIRED_LANGUAGES = ("ru", "kk")


class NotReady(Exception):
    """The course cannot be asked of anybody: something of it is missing, or behind, in an official language."""


class EndsTooEarly(Exception):
    """A rule cannot end in the past: what was asked then was asked."""


@dataclass(frozen=True)
class Reach:
    """How many people a rule would bind today: all of them, those not bound to the course before, those who have it."""

    people: int
    newly: int
    done: int


def missing_in(course: Course) -> list[str]:
    """Titles of what of the course is not published in Russian or not in Kazakh; empty: nothing."""
    return [row.title for row in _published(course) if not set(REQUIRED_LANGUAGES) <= set(row.pages)]


def behind_in(course: Course) -> list[str]:
    """Titles of what of the course is in Russian or in Kazakh older than what it was translated from."""
    items = (row for row in _published(course) if isinstance(row, CourseItem))
    return [item.title for item in items if set(REQUIRED_LANGUAGES) & set(item.behind)]


def reach_of(obligation: Obligation, *, today: date) -> Reach:
    """The head-count of a rule that need not be saved. Three queries."""
    people = _bound_now(obligation, today)
    own = {"learner": OuterRef("person"), "course": obligation.course}
    bound = Duty.objects.filter(Q(until=None) | Q(until__gte=today), **own, since__lte=today)
    valid = CourseCompletion.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), **own)
    return Reach(
        people=people.count(),
        newly=people.filter(~Exists(bound)).count(),
        done=people.filter(Exists(valid)).count(),
    )


@transaction.atomic
def oblige(obligation: Obligation) -> Obligation:
    """Let a new rule hold; duties follow by ``count_duties_of``. Raises ``NotReady``."""
    if not obligation.course.is_open or missing_in(obligation.course) or behind_in(obligation.course):
        raise NotReady
    obligation.save(force_insert=True)
    record(Event.OBLIGATION_CHANGED, actor=obligation.created_by_id, subject=obligation, after=_rule_of(obligation))
    return obligation


@transaction.atomic
def end_obligation(obligation: Obligation, *, on: date, by: User, today: date) -> None:
    """Let the rule hold up to and including ``on``. Raises ``EndsTooEarly``; duties follow by ``count_duties_of``."""
    if on < max(today, obligation.starts_on):
        raise EndsTooEarly
    before = _rule_of(obligation)
    obligation.ends_on = on
    obligation.save(update_fields=["ends_on"])
    record(Event.OBLIGATION_CHANGED, actor=by.pk, subject=obligation, before=before, after=_rule_of(obligation))


def count_duties_of(obligation: Obligation, *, now: datetime) -> Recounted:
    """Bring the duties of everybody whom the rule reaches or reached in line; may be repeated at any time."""
    total = Recounted()
    for people in _people_of(obligation):
        total += recount_duties(people, now=now, reason=FigureReason.RULE)
    return total


@transaction.atomic
def exempt(obligation: Obligation, person: User, *, reason: str, by: User, now: datetime) -> Exemption:
    """Let one person off one rule; a second time only the first reason stands."""
    granted = {"reason": reason, "granted_by": by, "granted_at": now}
    exemption, is_new = Exemption.objects.get_or_create(obligation=obligation, person=person, defaults=granted)
    if is_new:
        after = {"obligation": obligation.pk, "exempt": True}
        record(Event.OBLIGATION_CHANGED, actor=by.pk, subject=person, after=after)
    recount_duties([person.pk], now=now, reason=FigureReason.RULE)
    return exemption


@transaction.atomic
def withdraw_exemption(exemption: Exemption, *, now: datetime) -> None:
    """Bind the person again."""
    person = exemption.person_id
    exemption.delete()
    recount_duties([person], now=now, reason=FigureReason.RULE)


@transaction.atomic
def waive(
    person: User, course: Course, *, since: date, until: date | None, evidence: str, by: User, now: datetime
) -> Waiver:
    """Accept prior learning in place of the course from ``since`` on; the figures concerned are counted again."""
    waiver = Waiver.objects.create(
        person=person, course=course, since=since, until=until, evidence=evidence, granted_by=by, granted_at=now
    )
    after = {"course": course.slug, "since": since.isoformat(), "until": until.isoformat() if until else None}
    record(Event.WAIVED, actor=by.pk, subject=person, after=after)
    duties = Duty.objects.filter(learner=person, course=course).values_list("agency", flat=True).distinct()
    StaleFigure.objects.bulk_create(
        StaleFigure(course=course, agency_id=one, since=since, reason=FigureReason.WAIVER) for one in duties
    )
    return waiver


def _rule_of(obligation: Obligation) -> dict[str, object]:
    named = ("course_id", "agency_id", "region_id", "category", "within_days", "due_on", "starts_on", "ends_on")
    values = {name: getattr(obligation, name) for name in named}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value}


def _published(course: Course) -> Iterator[Course | Module | CourseItem]:
    yield course
    yield from Module.objects.filter(course=course, is_open=True)
    yield from CourseItem.objects.filter(module__course=course, module__is_open=True, is_open=True)


def _bound_now(obligation: Obligation, today: date) -> QuerySet[EmploymentSpell]:
    return _spells_in(obligation).filter(Q(until=None) | Q(until__gte=today), since__lte=today)


def _spells_in(obligation: Obligation) -> QuerySet[EmploymentSpell]:
    spells = EmploymentSpell.objects.filter(person__is_active=True)
    if obligation.agency:
        spells = spells.filter(agency__path__startswith=obligation.agency.path)
    if obligation.region:
        spells = spells.filter(agency__region=obligation.region)
    return spells.filter(category=obligation.category) if obligation.category else spells


def _people_of(obligation: Obligation) -> Iterator[list[int]]:
    """Everybody who ever worked where the rule reaches, in the order of their ids, batch by batch."""
    spells = _spells_in(obligation).filter(Q(until=None) | Q(until__gte=obligation.starts_on))
    people, last = spells.order_by("person").values_list("person", flat=True).distinct(), 0
    while batch := list(people.filter(person__gt=last)[:AT_ONCE]):
        last = batch[-1]
        yield batch
