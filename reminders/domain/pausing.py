"""Stopping mails and letting them go again."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from reminders.models import Pause


@transaction.atomic
def pause(person: User | None, *, until: date | None, by: User, now: datetime) -> None:
    """No mails to ``person`` (None: to anybody) through ``until``; what is queued waits. The last word counts."""
    Pause.objects.filter(person=person).delete()
    Pause.objects.create(person=person, until=until, created_by=by, created_at=now)


def end_site_pause() -> None:
    """Let mails go again."""
    Pause.objects.filter(person=None).delete()
