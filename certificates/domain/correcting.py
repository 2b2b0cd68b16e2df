"""What may become of a paper that is out: issued again under today's name, or revoked. Never changed, never gone."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from certificates.choices import State
from certificates.domain.issuing import names_of
from certificates.domain.numbering import next_number
from certificates.models import Certificate
from core.fingerprint import fingerprint


class CertificateRefused(Exception):
    """The paper is no longer in force: it was revoked or replaced before."""


@transaction.atomic
def reissue(certificate: Certificate, *, by: User, reason: str, now: datetime) -> Certificate:
    """A new paper with a new number, today's name and issuer, and all else as it was; the old one is replaced (ux 46).

    CertificateRefused when the old one was revoked or replaced already.
    """
    old = _in_force(certificate)
    # Free the place of the one in force before another takes it; the two are tied together right below.
    Certificate.objects.filter(pk=old.pk).update(superseded_at=now)
    number = next_number(now)
    claims = old.claims | {
        "number": number,
        "replaces": old.number,
        "issued_on": timezone.localdate(now).isoformat(),
        "name": names_of(old.holder),
        "issuer": settings.CERTIFICATE_ISSUER,
    }
    if settings.CERTIFICATE_SIGNATORY:
        claims["signatory"] = settings.CERTIFICATE_SIGNATORY
    new = Certificate.objects.create(
        holder=old.holder,
        subject_key=old.subject_key,
        cycle=old.cycle,
        number=number,
        issued_at=now,
        claims=claims,
        claims_hash=fingerprint(claims),
    )
    Certificate.objects.filter(pk=old.pk).update(superseded_by=new)
    before, after = {"number": old.number}, {"number": number}
    record(Event.CERTIFICATE_REPLACED, actor=by.pk, subject=old.holder, before=before, after=after, reason=reason)
    return new


def reissue_all(certificates: Iterable[Certificate], *, by: User, reason: str, now: datetime) -> int:
    """Issue again those of them that are in force, each in its own transaction; how many that were."""
    done = 0
    for certificate in certificates:
        try:
            reissue(certificate, by=by, reason=reason, now=now)
        except CertificateRefused:
            continue
        done += 1
    return done


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, reason: str, now: datetime) -> None:
    """Take the paper back; its check page says so at once, and so does the signed list (CERT-04).

    CertificateRefused when it was revoked or replaced already.
    """
    old = _in_force(certificate)
    Certificate.objects.filter(pk=old.pk).update(revoked_at=now)
    before = {"number": old.number}
    record(Event.CERTIFICATE_REVOKED, actor=by.pk, subject=old.holder, before=before, reason=reason)


def _in_force(certificate: Certificate) -> Certificate:
    """The row as it is now, locked."""
    locked = Certificate.objects.select_for_update(of=("self",)).select_related("holder").get(pk=certificate.pk)
    if locked.state in (State.REVOKED, State.SUPERSEDED):
        raise CertificateRefused
    return locked
