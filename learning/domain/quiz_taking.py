"""Taking the quiz of a course: attempts belong to ``quizzes``, what they count for is decided here."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.retrying import retried
from courses.models import CourseItem
from courses.outlines import course_outline
from courses.queries import item_by_key
from learning.choices import Evidence
from learning.domain.completion import complete_item, renew_course_if_done
from learning.domain.enrolment import enrol
from learning.domain.progress import recompute_one
from learning.domain.validity import round_since
from learning.queries import course_state
from quizzes.domain.attempts import finish_marking, open_attempt, start_attempt, submit_attempt
from quizzes.domain.deadlines import is_overdue, overdue_attempts
from quizzes.domain.standing import completes
from quizzes.models import Attempt, Quiz


class LessonsFirst(Exception):
    """The quiz opens after lessons that this learner has not read; ``lesson`` is the first of them."""

    def __init__(self, lesson: CourseItem) -> None:
        super().__init__(lesson)
        self.lesson = lesson


@retried
@transaction.atomic
def start_quiz(learner: User, item: CourseItem, *, language: str, now: datetime) -> Attempt:
    """The learner's open attempt at the item's quiz, or a new one; enrols on the course.

    Raises what ``quizzes.domain.attempts.start_attempt`` raises, ``LessonsFirst``, and ``ValueError`` for a lesson.
    """
    if item.quiz is None:
        raise ValueError("Only a quiz can be attempted.")
    close_if_overdue(learner, item.quiz, now=now)
    _require_lessons(learner, item)
    since = round_since(learner, item.module.course, now=now)
    attempt = start_attempt(learner, item.quiz, item_key=item.key, language=language, now=now, since=since)
    enrol(learner, item.module.course, now=now)
    recompute_one(learner, item.module.course)
    return attempt


@retried
@transaction.atomic
def submit_quiz(attempt: Attempt, *, language: str, now: datetime) -> Attempt:
    """Grade the attempt and, when passed, complete item and course with it: all or nothing.

    Repeated and parallel submits get the first result back and record nothing twice. An attempt with open answers
    waits for its marks.
    """
    attempt, closed_now = submit_attempt(attempt, now=now)
    if closed_now:
        complete_if_passed(attempt, language=language, now=now)
    return attempt


@retried
@transaction.atomic
def finish_marked_quiz(attempt: Attempt, *, now: datetime) -> Attempt:
    """Grade an attempt once its last open answer is marked, and complete what it completes."""
    attempt, finished_now = finish_marking(attempt, now=now)
    if finished_now:
        complete_if_passed(attempt, language=attempt.language, now=now)
    return attempt


def complete_if_passed(attempt: Attempt, *, language: str, now: datetime) -> None:
    """Complete the item of a graded attempt that counts and passed, or renew the course; nothing otherwise."""
    if not attempt.passed or attempt.is_preview:
        return
    item = item_by_key(attempt.item_key)
    since = round_since(attempt.learner, item.module.course, now=now)
    if since and completes(attempt, since):
        renew_course_if_done(attempt.learner, item.module.course, since=since, now=now)
    if completes(attempt):
        complete_item(attempt.learner, item, evidence=Evidence.PASSED, language=language, now=now, attempt=attempt)


def close_if_overdue(learner: User, quiz: Quiz, *, now: datetime) -> None:
    """Hand in the learner's open attempt if its time is over; no worker is needed for that (QUIZ-07)."""
    attempt = open_attempt(learner, quiz)
    if attempt and is_overdue(attempt, now):
        submit_quiz(attempt, language=attempt.language, now=now)


def close_overdue(*, now: datetime, at_most: int = 1000) -> int:
    """Hand in open attempts past their deadline, each in a transaction of its own; returns how many.

    Safe beside other sweepers and the learners themselves: who comes second finds the first result.
    """
    overdue = list(overdue_attempts(now)[:at_most])
    for attempt in overdue:
        submit_quiz(attempt, language=attempt.language, now=now)
    return len(overdue)


def _require_lessons(learner: User, item: CourseItem) -> None:
    """What was begun may be gone on with, whatever the rule says by now."""
    if not item.after_lessons or item.quiz is None or open_attempt(learner, item.quiz):
        return
    state = course_state(learner, course_outline(item.module.course.slug))
    for lesson in state.lessons_before(item):
        raise LessonsFirst(lesson)
