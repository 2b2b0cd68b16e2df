"""Erasing a person: what is left is place, month and result, which name nobody (PRIV-03).

The account stays as a number without a name, so that the figures of regions and agencies come out as before and the
audit log stays whole. Backups forget the person when they expire.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from accounts.domain.sessions import end_sessions
from accounts.models import User
from agencies.models import EmploymentSpell, RoleAssignment
from audit.choices import Event
from audit.domain.recording import record
from privacy.choices import Erasure
from privacy.models import ErasureRequest
from privacy.rules.holding import Holding
from privacy.rules.register import REGISTER
from reminders.models import Bounce
from reports.files import remove_files_with_names
from rosters.models import RosterLine


class NotErasable(Exception):
    """``code``: "employed" or "role" (what has to end first), "self" (nobody decides about themselves), or "gone"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask_for_erasure(person: User, *, now: datetime) -> ErasureRequest:
    """The person's open request; asking twice makes one."""
    request, _created = ErasureRequest.objects.get_or_create(person=person, decided_at=None, defaults={"asked_at": now})
    return request


@transaction.atomic
def grant_erasure(request: ErasureRequest, *, by: User, now: datetime) -> None:
    """Erase the person who asked. Raises ``NotErasable``; nothing has changed then."""
    current = _open_request(request, by)
    erase(current.person, by=by, reason="", now=now)
    ErasureRequest.objects.filter(pk=current.pk).update(decided_at=now, decided_by=by, is_granted=True)


@transaction.atomic
def refuse_erasure(request: ErasureRequest, *, by: User, answer: str, now: datetime) -> None:
    """Tell the person why not. Raises ``NotErasable`` when it has been decided or is one's own."""
    current = _open_request(request, by)
    ErasureRequest.objects.filter(pk=current.pk).update(decided_at=now, decided_by=by, answer=answer)


@transaction.atomic
def erase(person: User, *, by: User | None, reason: str, now: datetime) -> None:
    """Erase everything that names the person; ``by`` None: their time is up (``domain.retention``).

    Raises ``NotErasable`` for people who still work at an agency or hold a role: their training is the agency's duty.
    """
    found = User.objects.select_for_update().get(pk=person.pk)
    _refuse(found, now)
    _forget_elsewhere(found)
    for one in REGISTER:
        # With its names a person also loses the rule that everybody has some: that is said in the same breath.
        _erase_rows(one, one.rows(found.pk), {"erased_on": localdate(now)} if one.model_class is User else {})
    record(Event.ERASED, actor=by.pk if by else None, subject=found, reason=reason)


def _refuse(person: User, now: datetime) -> None:
    today = localdate(now)
    still = Q(until=None) | Q(until__gte=today)
    if person.erased_on:
        raise NotErasable("gone")
    if EmploymentSpell.objects.filter(still, person=person).exists():
        raise NotErasable("employed")
    if RoleAssignment.objects.filter(still, person=person).exists() or person.is_superuser:
        raise NotErasable("role")


def _forget_elsewhere(person: User) -> None:
    """What leads to the person by a name only: sessions, staff lists as typed, refused mail, files with names."""
    end_sessions(person)
    known = [one for one in (person.email, person.personnel_number) if one]
    Bounce.objects.filter(address__in=known).delete()
    typed = RosterLine.objects.annotate(typed=Cast("cells", TextField()), changed=Cast("changes", TextField()))
    for one in known:
        typed.filter(Q(typed__icontains=one) | Q(changed__icontains=one)).delete()
    remove_files_with_names()


def _erase_rows(one: Holding, rows: QuerySet[Model], also: dict[str, Any]) -> None:
    if one.erasure == Erasure.DELETED:
        rows.delete()
    elif one.erasure == Erasure.EMPTIED:
        rows.order_by().update(**one.emptied, **also)


def _open_request(request: ErasureRequest, by: User) -> ErasureRequest:
    current = ErasureRequest.objects.select_for_update().filter(pk=request.pk, decided_at=None).first()
    if current is None:
        raise NotErasable("gone")
    if current.person_id == by.pk:
        raise NotErasable("self")
    return current
