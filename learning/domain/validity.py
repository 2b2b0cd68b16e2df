"""When somebody renews a course (features C8).

Nothing is reset by renewing: whoever passes all quizzes of the course again, in attempts started since the window
opened, gets a further completion.
"""

from datetime import datetime, time

from django.utils.timezone import get_default_timezone, localdate, make_aware

from accounts.models import User
from courses.models import Course
from learning.models import CourseCompletion
from learning.rules import renewal_opens


def round_since(learner: User, course: Course, *, now: datetime) -> datetime | None:
    """From when attempts count for a renewal; None while there is nothing to renew. One query for courses that end."""
    if not course.valid_months:
        return None
    latest = latest_completion(learner, course)
    if latest is None or latest.valid_until is None:
        return None
    opens = renewal_opens(course, latest.valid_until)
    return make_aware(datetime.combine(opens, time.min), get_default_timezone()) if localdate(now) >= opens else None


def latest_completion(learner: User, course: Course) -> CourseCompletion | None:
    """The learner's completion of the latest cycle."""
    return CourseCompletion.objects.filter(learner=learner, course=course).order_by("-cycle").first()
