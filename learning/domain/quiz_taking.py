"""Taking the quiz of a course: attempts belong to ``quizzes``, what they count for is decided here."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.models import CourseItem
from courses.queries import item_by_key
from learning.choices import Evidence
from learning.domain.completion import complete_item
from learning.domain.enrolment import enrol
from learning.domain.progress import recompute_one
from quizzes.domain.attempts import start_attempt, submit_attempt
from quizzes.models import Attempt


@transaction.atomic
def start_quiz(learner: User, item: CourseItem, *, language: str, now: datetime) -> Attempt:
    """The learner's open attempt at the item's quiz, or a new one; enrols on the course.

    Raises what ``quizzes.domain.attempts.start_attempt`` raises, ``ValueError`` for a lesson.
    """
    if item.quiz is None:
        raise ValueError("Only a quiz can be attempted.")
    attempt = start_attempt(learner, item.quiz, item_key=item.key, language=language, now=now)
    enrol(learner, item.module.course, now=now)
    recompute_one(learner, item.module.course)
    return attempt


@transaction.atomic
def submit_quiz(attempt: Attempt, *, language: str, now: datetime) -> Attempt:
    """Grade the attempt and, when passed, complete item and course with it: all or nothing.

    Repeated and parallel submits get the first result back and record nothing twice.
    """
    attempt, closed_now = submit_attempt(attempt, now=now)
    if closed_now and attempt.passed:
        item = item_by_key(attempt.item_key)
        complete_item(attempt.learner, item, evidence=Evidence.PASSED, language=language, now=now, attempt=attempt)
    return attempt
