"""Marking an open answer, and what follows for attempt, course and certificate."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.domain.quiz_taking import finish_marked_quiz
from quizzes.domain.marking import Given
from quizzes.domain.marking_queue import give_mark, is_waiting
from quizzes.models import Attempt, MarkingTask


@transaction.atomic
def mark_answer(task: MarkingTask, marker: User, levels: Given, *, comment: str, now: datetime) -> Attempt:
    """Store the mark; the last one that an attempt needs grades it and completes what it completes, all or nothing.

    Raises what ``quizzes.domain.marking_queue.give_mark`` raises.
    """
    attempt = give_mark(task, marker, levels, comment=comment, now=now)
    return attempt if is_waiting(attempt) else finish_marked_quiz(attempt, now=now)
