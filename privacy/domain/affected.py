"""Whom an incident touches: the list that has to be told within one working day (PRIV-08)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from agencies.models import Agency
from agencies.rules import people_visible_to
from audit.choices import Event
from audit.models import Entry
from quizzes.models import Attempt

READ = (Event.NAMES_OPENED, Event.EXPORTED, Event.ATTEMPT_OPENED)


def read_by(actor: User, *, since: datetime, until: datetime) -> QuerySet[User]:
    """Everybody whose data this account opened or took in that time, by the audit log.

    A list of one agency counts for everybody who ever worked there; any other list for all whom the account may see:
    rather somebody too many than one too few.
    """
    entries = Entry.objects.filter(actor=actor.pk, event__in=READ, at__gte=since, at__lte=until)
    codes: set[str] = set()
    attempts: set[str] = set()
    reads_all = False
    for event, kind, subject, after in entries.values_list("event", "subject_kind", "subject", "after").iterator():
        if event == Event.ATTEMPT_OPENED and kind == "attempt":
            attempts.add(subject)
        elif "agency" in after:
            codes.add(after["agency"])
        else:
            reads_all = True
    whose = Q(employment_spells__agency__code__in=codes)
    whose |= Q(pk__in=Attempt.objects.filter(pk__in=attempts).values("learner"))
    if reads_all:
        whose |= Q(pk__in=people_visible_to(actor).values("pk"))
    return _people(whose)


def changed_between(since: datetime, until: datetime) -> QuerySet[User]:
    """Everybody about whom the audit log has an act in that time."""
    about = Entry.objects.filter(subject_kind="user", at__gte=since, at__lte=until)
    return _people(Q(pk__in={int(one) for one in about.values_list("subject", flat=True).distinct()}))


def working_at(codes: Iterable[str]) -> QuerySet[User]:
    """Everybody who works or worked at these agencies or below them. Raises ``Agency.DoesNotExist``."""
    whose = Q(pk__in=[])
    for code in codes:
        whose |= Q(employment_spells__agency__path__startswith=Agency.objects.get(code=code).path)
    return _people(whose)


def _people(whose: Q) -> QuerySet[User]:
    return User.objects.filter(whose, erased_on=None).distinct().order_by("pk")
