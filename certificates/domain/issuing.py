"""Issuing: once, with everything that is printed frozen."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from certificates.domain.numbering import next_number
from certificates.models import Certificate
from core.fingerprint import fingerprint

LANGUAGES = ("kk", "ru", "en")


@transaction.atomic
def issue_certificate(
    holder: User,
    *,
    subject_key: UUID,
    titles: dict[str, str],
    hours: int,
    now: datetime,
    cycle: int = 1,
    valid_until: date | None = None,
) -> Certificate:
    """The holder's certificate for the subject; issued now if there is none. Repeating returns the first one.

    ``titles``: the subject's title by language; ``hours``: academic hours. ``cycle`` counts up with every renewal;
    ``valid_until`` None: for good. Where it was issued again, the one that holds.
    """
    issued = Certificate.objects.filter(holder=holder, subject_key=subject_key, cycle=cycle, superseded_at=None)
    existing = issued.select_for_update().first()
    if existing:
        return existing
    number = next_number(now)
    claims: dict[str, object] = {
        "number": number,
        "issued_on": timezone.localdate(now).isoformat(),
        "hours": hours,
        "name": names_of(holder),
        "title": titles,
        "issuer": settings.CERTIFICATE_ISSUER,
    }
    if settings.CERTIFICATE_SIGNATORY:
        claims["signatory"] = settings.CERTIFICATE_SIGNATORY
    if valid_until:
        claims["valid_until"] = valid_until.isoformat()
    issued_now = Certificate.objects.create(
        holder=holder,
        subject_key=subject_key,
        cycle=cycle,
        number=number,
        issued_at=now,
        claims=claims,
        claims_hash=fingerprint(claims),
    )
    record(Event.CERTIFICATE_ISSUED, actor=None, subject=holder, after={"number": number, "cycle": cycle})
    return issued_now


def names_of(holder: User) -> dict[str, str]:
    """The holder's name today, by language."""
    names = {code: getattr(holder, f"name_{code}") for code in LANGUAGES}
    spoken = {code: name for code, name in names.items() if name}
    return spoken or {"ru": holder.get_full_name()}
