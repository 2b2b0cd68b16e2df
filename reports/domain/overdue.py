"""Who stands behind the number of overdue people today."""

from collections.abc import Collection
from datetime import date

from obligations.queries import unmet_duties
from reports.models import Overdue

AT_ONCE = 500
COPIED = ("agency", "category", "due_on")


def keep_overdue(course: int, agencies: Collection[int], today: date) -> None:
    """Bring ``Overdue`` of these agencies on one course in line with the facts; a row per person in ``overdue``."""
    kept = set(Overdue.objects.filter(course=course, agency__in=agencies).values_list("duty", *COPIED))
    late = unmet_duties(today).filter(course=course, agency__in=agencies, due_on__lt=today)
    wanted = set(late.values_list("pk", "agency", "category", "must_by"))
    # What is new may stand under the agency where the duty was before.
    _remove(sorted(duty for duty, *_copied in kept ^ wanted))
    Overdue.objects.bulk_create(
        (
            Overdue(duty_id=duty, course_id=course, agency_id=agency, category=category, due_on=due_on)
            for duty, agency, category, due_on in sorted(wanted - kept)
        ),
        batch_size=AT_ONCE,
    )


def _remove(duties: list[int]) -> None:
    for start in range(0, len(duties), AT_ONCE):
        Overdue.objects.filter(duty__in=duties[start : start + AT_ONCE]).delete()
