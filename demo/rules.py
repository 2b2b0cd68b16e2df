"""What the demo country asks of its civil servants."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from agencies.models import Agency, Region
from courses.models import Course
from obligations.domain.duties import recount_everybody
from obligations.models import Obligation

SINCE_DAYS = 240


def make_rules(*, now: datetime) -> int:
    """Rules that hold since some months, of the country, of the courts and of one region; returns how many are new.

    Everybody's duties are counted with them. Courses that were not loaded are asked of nobody.
    """
    today = localdate(now)
    since = today - timedelta(days=SINCE_DAYS)
    made = [
        _rule("upr", since, now, due_on=today + timedelta(days=30)),
        _rule("iccpr", since, now, agency="supreme-court", due_on=today - timedelta(days=45)),
        _rule("reporting", since, now, region="KZ-23", within_days=330),
    ]
    recount_everybody(now=now - timedelta(days=SINCE_DAYS))
    return sum(made)


def _rule(slug: str, since: date, now: datetime, *, agency: str = "", region: str = "", **due: object) -> bool:
    course = Course.objects.filter(slug=slug, is_open=True).first()
    if course is None or course.obligations.exists():
        return False
    Obligation.objects.create(
        course=course,
        agency=Agency.objects.get(code=agency) if agency else None,
        region=Region.objects.get(code=region) if region else None,
        starts_on=since,
        created_at=now,
        **due,
    )
    return True
