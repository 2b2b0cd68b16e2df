"""What this country asks of its people."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from django.db import transaction

from accounts.models import User
from agencies.models import Agency, Region
from courses.models import Course
from demo.country.courses import outline
from demo.country.tables import rows_of
from obligations.domain.duties import AT_ONCE, recount_duties
from obligations.models import Obligation

FIRST_COURSE = "equality"  # asked of everybody since the first day


def first_day(today: date, years: int) -> date:
    """When the country began: as many years ago as asked for, or when an earlier load had it begin."""
    course = outline(FIRST_COURSE)
    begun = Obligation.objects.filter(course=course).order_by("starts_on").first() if course else None
    return begun.starts_on if begun else today - timedelta(days=365 * years)


@transaction.atomic
def add_rules(first: date, today: date) -> None:
    """Oblige by the list of rules; a course that is asked of anybody already is left alone."""
    for slug, rows in groupby(rows_of("rules"), key=lambda row: row["course"]):
        course = outline(slug) or Course.objects.filter(slug=slug, is_open=True).first()
        if course and not course.obligations.exists():
            Obligation.objects.bulk_create(_rule(course, row, first, today) for row in rows)


def bind(people: list[int], now: datetime) -> None:
    """Have the rules reach people whom nobody here made."""
    for start in range(0, len(people), AT_ONCE):
        recount_duties(people[start : start + AT_ONCE], now=now)


def people_besides(login: str) -> list[int]:
    """Everybody whose address does not begin like that."""
    return list(User.objects.exclude(email__startswith=login).order_by("pk").values_list("pk", flat=True))


def _rule(course: Course, row: dict[str, str], first: date, today: date) -> Obligation:
    """``starts`` and ``ends`` are per cent of the time since the first day."""

    def after(percent: str) -> date:
        return first + (today - first) * int(percent) // 100

    starts_on = after(row["starts"])
    return Obligation(
        course=course,
        agency=Agency.objects.get(code=row["agency"]) if row["agency"] else None,
        region=Region.objects.get(code=row["region"]) if row["region"] else None,
        category=row["category"],
        due_on=starts_on + timedelta(days=int(row["days"])) if row["days"] else None,
        within_days=int(row["within"]) if row["within"] else None,
        starts_on=starts_on,
        ends_on=after(row["ends"]) if row["ends"] else None,
        created_at=datetime.combine(starts_on, time(), UTC),
    )
