"""What a person may be told of an attempt: the same in a file of their data as on the result page (QUIZ-15)."""

from datetime import datetime

from accounts.models import User
from courses.models import CourseItem
from learning.domain.validity import round_since
from quizzes.domain.policy import Feedback, feedback_for, pools_of
from quizzes.domain.publishing import latest_version
from quizzes.domain.standing import attempts_summary
from quizzes.models import Attempt


def told_of(attempt: Attempt, person: User, *, now: datetime) -> Feedback:
    """What the result page of this attempt shows to the person now."""
    version = attempt.quiz_version
    item = CourseItem.objects.filter(key=attempt.item_key).select_related("module__course").first()
    since = round_since(person, item.module.course, now=now) if item else None
    attempts = attempts_summary(person, attempt.quiz, latest_version(attempt.quiz) or version, now=now, since=since)
    return feedback_for(attempt, version, is_over=attempts.is_over, pools=pools_of(version), now=now)
