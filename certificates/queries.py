"""Reads about certificates."""

from django.db.models import QuerySet

from accounts.models import User
from certificates.models import Certificate

CODE_LENGTH = 32


def own_certificates(holder: User) -> QuerySet[Certificate]:
    """The holder's certificates, newest first."""
    return Certificate.objects.filter(holder=holder).order_by("-issued_at")


def certificate_by_code(typed: str) -> Certificate | None:
    """The certificate with this public code however it was typed: dashes, blanks and case do not matter."""
    code = "".join(typed.split()).replace("-", "").lower()
    return Certificate.objects.filter(code=code).first() if len(code) == CODE_LENGTH else None


def grouped(code: str) -> str:
    """The code as it is printed: groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
