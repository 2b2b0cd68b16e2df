"""Everything a person has completed, with academic hours: what a personnel file asks for (features A18)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from certificates.models import Certificate
from learning.models import CourseCompletion


@dataclass(frozen=True)
class RecordLine:
    """One completion, as its certificate states it. ``certificate`` None: none was issued, or it was erased."""

    titles: Mapping[str, str]
    completed_on: date
    hours: int
    valid_until: date | None
    certificate: Certificate | None


def record_of(learner: User) -> list[RecordLine]:
    """The learner's completions, renewals among them, newest first. Two queries."""
    found = Certificate.objects.filter(holder=learner, superseded_at=None)
    certificates = {(one.subject_key, one.cycle): one for one in found}
    completions = CourseCompletion.objects.filter(learner=learner).select_related("course")
    return [_line(one, certificates) for one in completions.order_by("-completed_at", "-pk")]


def hours_by_year(lines: Iterable[RecordLine]) -> list[tuple[int, int]]:
    """``(year, academic hours)``, the latest year first; what was revoked counts for nothing."""
    years: dict[int, int] = {}
    for line in lines:
        if line.certificate is None or not line.certificate.revoked_at:
            years[line.completed_on.year] = years.get(line.completed_on.year, 0) + line.hours
    return sorted(years.items(), reverse=True)


def _line(completion: CourseCompletion, certificates: Mapping[tuple[UUID, int], Certificate]) -> RecordLine:
    course = completion.course
    certificate = certificates.get((course.key, completion.cycle))
    return RecordLine(
        titles=certificate.claims["title"] if certificate else course.titles,
        completed_on=timezone.localdate(completion.completed_at),
        hours=certificate.claims["hours"] if certificate else course.hours,
        valid_until=completion.valid_until,
        certificate=certificate,
    )
