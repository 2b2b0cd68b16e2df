"""Rules that oblige, and what follows from them."""

from datetime import UTC, date, datetime

from accounts.models import User
from courses.models import Course
from obligations.domain.duties import recount_everybody
from obligations.models import Obligation, Waiver
from tests.factories.people import make_learner

DECIDED_AT = datetime(2026, 1, 10, 9, tzinfo=UTC)


def make_obligation(course: Course, *, starts_on: date = date(2026, 1, 1), **fields: object) -> Obligation:
    """A rule due on 1 July 2026, or as ``fields`` say."""
    if "within_days" not in fields:
        fields.setdefault("due_on", date(2026, 7, 1))
    return Obligation.objects.create(course=course, starts_on=starts_on, created_at=DECIDED_AT, **fields)


def oblige(course: Course, **fields: object) -> Obligation:
    """A rule that holds, with everybody's duties counted."""
    obligation = make_obligation(course, **fields)
    recount_everybody(now=DECIDED_AT)
    return obligation


def waive(person: User, course: Course, *, since: date, until: date | None = None) -> Waiver:
    """Prior learning accepted."""
    return Waiver.objects.create(
        person=person,
        course=course,
        since=since,
        until=until,
        evidence="A diploma",
        granted_by=make_learner(),
        granted_at=DECIDED_AT,
    )
