"""Reads about certificates."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.identity import person_number
from accounts.models import User
from certificates.codes import typed_code
from certificates.credentials import PLACES
from certificates.models import Certificate

WITHDRAWN = Q(revoked_at__isnull=False) | Q(superseded_at__isnull=False)


def own_certificates(holder: User) -> QuerySet[Certificate]:
    """The holder's certificates, newest first; those replaced by another are left out."""
    return Certificate.objects.filter(holder=holder, superseded_at=None).order_by("-issued_at", "-pk")


def certificate_by_code(typed: str) -> Certificate | None:
    """The certificate with this public code, however it was typed."""
    code = typed_code(typed)
    return Certificate.objects.filter(code=code).select_related("superseded_by").first() if code else None


def certificate_by_file(pdf_hash: str) -> Certificate | None:
    """The certificate whose PDF has this SHA-256, in hexadecimal digits; None: no such file was ever issued."""
    return Certificate.objects.filter(paper__pdf_hash=pdf_hash).select_related("superseded_by").first()


def withdrawn_in(number: int) -> list[int]:
    """Ids of the certificates on that status list that were revoked or replaced, in order."""
    first = number * PLACES
    found = Certificate.objects.filter(WITHDRAWN, pk__gte=first, pk__lt=first + PLACES)
    return list(found.order_by("pk").values_list("pk", flat=True))


def without_paper(since: datetime) -> QuerySet[Certificate]:
    """Certificates issued since then whose documents have not been made yet, oldest first."""
    return Certificate.objects.filter(issued_at__gte=since, paper=None).order_by("pk")


def found_certificates(typed: str) -> QuerySet[Certificate]:
    """For administrators, newest first: by number, code, or the holder's e-mail or personnel number; all for blanks."""
    found = Certificate.objects.select_related("holder", "superseded_by").order_by("-pk")
    wanted = typed.strip()
    if not wanted:
        return found
    return found.filter(Q(number=wanted) | Q(code=typed_code(wanted)) | Q(holder=person_number(wanted)))


def in_force(subject_key: UUID) -> QuerySet[Certificate]:
    """The subject's certificates that were neither revoked nor replaced; those that ran out among them."""
    return Certificate.objects.filter(subject_key=subject_key, revoked_at=None, superseded_at=None)
