"""What accounts do in the background."""

import json
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from accounts.domain.invitations import InvitationClosed, invite
from accounts.encryption import decrypted, encrypted
from accounts.models import User


def send_later(message: EmailMultiAlternatives) -> None:
    """Have the worker send it: a slow mail server holds nobody up, and known and unknown names take equally long.

    What waits is encrypted, because it may hold a link that opens an account.
    """
    parts = {"subject": message.subject, "body": message.body, "to": message.to, "headers": message.extra_headers}
    send_message.enqueue(encrypted(json.dumps(parts)))


@task(backend="background")
def send_message(parts: str) -> None:
    """Send what ``send_later`` left."""
    values = json.loads(decrypted(parts))
    EmailMultiAlternatives(from_email=settings.DEFAULT_FROM_EMAIL, **values).send()


@task(backend="background")
def tell_of_lock(person: int) -> None:
    """Write to the owner of a locked account, in their language; nothing for people without an address."""
    for owner in User.objects.filter(pk=person, email__isnull=False, is_active=True):
        with translation.override(owner.language):
            write_to(owner, "accounts/email/locked", {})


@transaction.atomic
def invite_by_mail(person: User, *, by: User | None, now: datetime) -> None:
    """Invite, and send the link to the stored address. Raises ``InvitationClosed``, also without an address."""
    if not person.email:
        raise InvitationClosed
    issued = invite(person, by=by, now=now)
    with translation.override(person.language):
        link = settings.WAGTAILADMIN_BASE_URL + reverse("accounts:invitation", args=[issued.token])
        write_to(person, "accounts/email/invitation", {"link": link})


def write_to(person: User, template: str, context: dict[str, object]) -> None:
    """Render ``template`` in the active language and have it sent to the person's stored address."""
    values = {"support": settings.SUPPORT_EMAIL, "site": settings.WAGTAILADMIN_BASE_URL, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", values).split())
    body = render_to_string(f"{template}_message.txt", values)
    send_later(EmailMultiAlternatives(subject, body, to=[person.email or ""]))
