"""Serial numbers of papers."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from certificates.models import CertificateSeries


def next_number(now: datetime) -> str:
    """``2026-000123``: serial within a year, without gaps as long as transactions succeed."""
    year = timezone.localdate(now).year
    CertificateSeries.objects.get_or_create(year=year)
    CertificateSeries.objects.filter(year=year).update(last_serial=F("last_serial") + 1)
    return f"{year}-{CertificateSeries.objects.get(year=year).last_serial:06d}"
