"""What a person may be told of an attempt: the same in a file of their data as on the result page (QUIZ-15)."""

from datetime import datetime

from accounts.models import User
from courses.models import CourseItem
from learning.telling import standing_of, told_of
from quizzes.domain.policy import Feedback
from quizzes.models import Attempt


def told_to(person: User, attempt: Attempt, *, now: datetime) -> Feedback:
    """What the result page of this attempt shows to the person now."""
    item = CourseItem.objects.filter(key=attempt.item_key).select_related("module__course").first()
    standing = standing_of(attempt, person, item.module.course if item else None, now=now)
    return told_of(attempt, standing, now=now)
