"""The certificates of whoever completed a course, numbered as if they had been issued one by one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from django.conf import settings
from django.db.models import F
from django.utils.timezone import localdate

from certificates.models import CertificateSeries
from core.fingerprint import fingerprint
from demo.country.histories import Earned
from demo.country.names import Person


def issue(earned: Sequence[Earned]) -> Iterator[tuple[object, ...]]:
    """A row for each, in order; takes the numbers out of their series."""
    days = [localdate(one.completed_at) for one in earned]
    serials = {year: _take_numbers(year, many) for year, many in sorted(Counter(day.year for day in days).items())}
    for one, day in zip(earned, days, strict=True):
        number = f"{day.year}-{next(serials[day.year]):06d}"
        claims = {
            "number": number,
            "issued_on": day.isoformat(),
            "hours": one.course.hours,
            "name": _names(one.names),
            "title": one.course.titles,
            "issuer": settings.CERTIFICATE_ISSUER,
        }
        yield one.code, number, one.holder_id, one.course.key, one.completed_at, claims, fingerprint(claims)


def _take_numbers(year: int, many: int) -> Iterator[int]:
    series = CertificateSeries.objects.get_or_create(year=year)[0]
    CertificateSeries.objects.filter(pk=series.pk).update(last_serial=F("last_serial") + many)
    series.refresh_from_db()
    return count(series.last_serial - many + 1)


def _names(person: Person) -> dict[str, str]:
    return {"kk": person.name_kk, "ru": person.name_ru, "en": person.name_en}
