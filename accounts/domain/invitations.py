"""Inviting people whom staff lists named, and opening their accounts once (AUTH-14)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from accounts.domain.tries import begin_try
from accounts.identity import person_number
from accounts.models import Invitation, User
from audit.choices import Event
from audit.domain.recording import record

LIFETIME = timedelta(days=7)
# Nothing in it looks like anything else, whoever reads it from paper. Fifty bits, behind the limits of sign-in.
LETTERS, CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 10


class InvitationClosed(Exception):
    """It was used, has expired, was replaced by a newer one, or never was."""


@dataclass(frozen=True)
class Issued:
    """What is told once and never kept: the link's token, and the code for paper in two groups."""

    invitation: Invitation
    token: str
    code: str


def waiting_people() -> QuerySet[User]:
    """Those who never set a password and may: the ones to invite."""
    return User.objects.filter(is_active=True, password__startswith="!")  # noqa: S106 (Django's mark of none)


@transaction.atomic
def invite(person: User, *, by: User | None, now: datetime) -> Issued:
    """A new invitation, which ends an earlier one. Raises ``InvitationClosed`` for people who have a password."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    if locked.has_usable_password() or not locked.is_active:
        raise InvitationClosed
    Invitation.objects.filter(person=locked, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(LETTERS) for _n in range(CODE_LENGTH))
    invitation = Invitation.objects.create(
        person=locked,
        token_hash=_hashed("token", token),
        code_hash=_hashed(f"code {locked.pk}", code),
        made_by=by,
        made_at=now,
        expires_at=now + LIFETIME,
    )
    record(Event.INVITED, actor=by.pk if by else None, subject=locked)
    return Issued(invitation, token, f"{code[:5]}-{code[5:]}")


def by_token(token: str) -> Invitation:
    """The invitation of a link, open or not. Raises ``InvitationClosed`` when there is none."""
    found = Invitation.objects.select_related("person").filter(token_hash=_hashed("token", token)).first()
    if found is None:
        raise InvitationClosed
    return found


def by_code(login: str, code: str, *, address: str, now: datetime) -> Invitation:
    """The open invitation of whoever has this sign-in name and code.

    Raises ``InvitationClosed``, and ``TooManyTries`` like wrong passwords.
    """
    begun = begin_try(login, address, now=now)
    plain = code.upper().replace("-", "").replace(" ", "")
    found = Invitation.objects.select_related("person").filter(
        person=person_number(login), code_hash=_hashed(f"code {begun.person}", plain), expires_at__gt=now, used_at=None
    )
    invitation = found.first()
    if invitation is None:
        raise InvitationClosed
    begun.rollback()
    return invitation


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Whether it still opens the account."""
    return invitation.used_at is None and invitation.expires_at > now and invitation.person.is_active


@transaction.atomic
def activate(invitation: Invitation, password: str, *, by_mail: bool, now: datetime) -> User:
    """Set the first password; once. ``by_mail`` tells how it came to its person. Raises ``InvitationClosed``."""
    locked = Invitation.objects.select_for_update().select_related("person").filter(pk=invitation.pk).first()
    if locked is None or not is_open(locked, now):
        raise InvitationClosed
    person = locked.person
    person.set_password(password)
    person.save(update_fields=["password"])
    locked.used_at = now
    locked.save(update_fields=["used_at"])
    record(Event.ACTIVATED, actor=person.pk, subject=person, after={"by": "link" if by_mail else "code"})
    return person


def _hashed(kind: str, secret: str) -> str:
    return salted_hmac(f"accounts.invitations.{kind}", secret, algorithm="sha256").hexdigest()
