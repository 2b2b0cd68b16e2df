"""What a learner is told of a closed attempt: the same by the result page and in the file of their data (QUIZ-15)."""

from datetime import datetime

from accounts.models import User
from courses.models import Course
from learning.domain.validity import round_since
from quizzes.domain.policy import Feedback, feedback_for, pools_of
from quizzes.domain.publishing import latest_version
from quizzes.domain.standing import AttemptsSummary, attempts_summary
from quizzes.models import Attempt


def standing_of(attempt: Attempt, learner: User, course: Course | None, *, now: datetime) -> AttemptsSummary:
    """How the learner stands in the quiz of this attempt, in the present round if the course is being renewed.

    ``course``: none when the quiz has left its course. A trial is judged by the rules it was taken under.
    """
    if attempt.is_preview:
        return attempts_summary(learner, attempt.quiz, attempt.quiz_version, now=now, since=None)
    since = round_since(learner, course, now=now) if course else None
    rules = latest_version(attempt.quiz) or attempt.quiz_version
    return attempts_summary(learner, attempt.quiz, rules, now=now, since=since)


def told_of(attempt: Attempt, standing: AttemptsSummary, *, now: datetime) -> Feedback:
    """What the preset of the attempt tells now."""
    version = attempt.quiz_version
    return feedback_for(attempt, version, is_over=standing.is_over, pools=pools_of(version), now=now)
