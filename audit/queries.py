"""Reading entries, filtered; for whoever holds the permission ``audit.view_entry``."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from audit.choices import Event
from audit.models import Entry


@dataclass(frozen=True)
class EntryFilter:
    """What is asked for; None or empty: everything. ``since`` and ``until`` are days in Kazakhstan, both included."""

    since: date | None = None
    until: date | None = None
    event: Event | None = None
    actor: int | None = None
    subject_kind: str = ""
    subject: str = ""


def entries_of(chosen: EntryFilter) -> QuerySet[Entry]:
    """The newest first."""
    found = Entry.objects.order_by("-at", "-pk")
    if chosen.since:
        found = found.filter(at__gte=_midnight(chosen.since))
    if chosen.until:
        found = found.filter(at__lt=_midnight(chosen.until + timedelta(days=1)))
    if chosen.event:
        found = found.filter(event=chosen.event)
    if chosen.actor is not None:
        found = found.filter(actor=chosen.actor)
    if chosen.subject_kind:
        found = found.filter(subject_kind=chosen.subject_kind)
    return found.filter(subject=chosen.subject) if chosen.subject else found


def names_of(people: Collection[int]) -> dict[int, str]:
    """By number, the names of those who are still known here. One query."""
    return {person.pk: person.get_full_name() for person in get_user_model().objects.filter(pk__in=people)}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
