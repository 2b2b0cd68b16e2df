"""How long a completion is valid (features C8)."""

from calendar import monthrange
from datetime import date, datetime

from django.utils.timezone import localdate

from courses.models import Course


def valid_until(course: Course, completed_at: datetime) -> date | None:
    """The last day on which a completion of that moment counts; None: for good."""
    return months_after(localdate(completed_at), course.valid_months) if course.valid_months else None


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one that month has."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
