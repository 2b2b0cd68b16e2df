"""Handed-in sheets, and the corrections that count them again."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from courses.models import CourseItem
from learning.domain.quiz_taking import start_quiz, submit_quiz
from quizzes.domain.answer_keys import with_key
from quizzes.domain.attempts import save_answer
from quizzes.domain.corrections import apply_correction, propose_correction
from quizzes.models import Attempt, KeyCorrection, QuestionVersion
from tests.factories.people import make_learner

TAKEN_AT = datetime(2026, 11, 1, 10, tzinfo=UTC)
CORRECTED_AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


def start_with(item: CourseItem, answers: list[Any], learner: User | None = None) -> Attempt:
    """An open attempt with one answer per question, each to its first part; None leaves a question out."""
    attempt = start_quiz(learner or make_learner(), item, language="ru", now=TAKEN_AT)
    for response, answer in zip(attempt.responses.order_by("position"), answers, strict=True):
        if answer is not None:
            save_answer(response, {"p1": answer}, sequence=None, language="ru", now=TAKEN_AT)
    return attempt


def hand_in_with(item: CourseItem, answers: list[Any], learner: User | None = None) -> Attempt:
    """A graded attempt with these answers."""
    return submit_quiz(start_with(item, answers, learner), language="ru", now=TAKEN_AT)


def make_correction(
    faulty: QuestionVersion, key: dict[str, Any], *, rule: str = "both", by: User | None = None, **fields: Any
) -> KeyCorrection:
    """A proposed correction to ``key``, by part id."""
    defaults = {"reason": "The key named the wrong option.", "now": CORRECTED_AT}
    return propose_correction(
        faulty, with_key(faulty.content, key), rule=rule, by=by or make_learner(), **defaults | fields
    )


def put_in_force(faulty: QuestionVersion, key: dict[str, Any], **options: Any) -> KeyCorrection:
    """A correction that is in force and confirmed by a second person; attempts are not counted again yet."""
    correction = make_correction(faulty, key, **options)
    return apply_correction(correction, by=make_learner(), now=options.get("now", CORRECTED_AT))
