"""What is asked of a learner (features B2), and how long a completion is valid (features C8)."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from courses.models import Course, CourseItem


def asked_of(items: Iterable[CourseItem], outline_of: datetime | None) -> list[CourseItem]:
    """Those of the open items that completing the course takes of somebody who follows the outline of that moment.

    What was added later is not asked, what was taken away cannot be; entry tests never are. None: all the others.
    """
    return [
        one
        for one in items
        if not one.is_pretest and (outline_of is None or one.opened_at is None or one.opened_at <= outline_of)
    ]


def valid_until(course: Course, completed_at: datetime, before: date | None = None) -> date | None:
    """The last day on which a completion of that moment counts; None: for good.

    ``before``: the end of the completion that this one renews. Inside its term the new one begins where it ends.
    """
    if not course.valid_months:
        return None
    day = localdate(completed_at)
    return months_after(max(day, before or day), course.valid_months)


def renewal_opens(course: Course, until: date) -> date:
    """The first day on which a completion that ends with ``until`` can be renewed."""
    return months_after(until, -course.window_months)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one that month has; before, if negative."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
