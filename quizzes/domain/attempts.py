"""Starting, saving and submitting: the only place that changes an attempt's state."""

import random
import secrets
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q

from accounts.models import User
from agencies.queries import workplace_of
from quizzes.choices import AttemptState, ScoringRule
from quizzes.domain.grading import Grade, grade_sheet
from quizzes.domain.publishing import latest_version
from quizzes.domain.sheets import rows_of
from quizzes.models import Attempt, Quiz, QuizVersion, Response
from quizzes.question_types import TYPES, Dealer

FOUR_PLACES = Decimal("0.0001")


class AttemptClosed(Exception):
    """The attempt was handed in; nothing can be changed any more."""


class NoAttemptsLeft(Exception):
    """Every allowed attempt was used."""


class QuizNotOpen(Exception):
    """The quiz has no published version."""


def start_attempt(learner: User, quiz: Quiz, *, item_key: UUID, language: str, now: datetime) -> Attempt:
    """The learner's open attempt, or a new one with its whole sheet laid out and stored.

    Raises ``NoAttemptsLeft`` and ``QuizNotOpen``. Parallel starts get one and the same attempt (QUIZ-10).
    """
    version = latest_version(quiz)
    if version is None:
        raise QuizNotOpen
    if attempt := open_attempt(learner, quiz):
        return attempt
    try:
        return _create(learner, version, item_key=item_key, language=language, now=now)
    except IntegrityError:
        # Another tab was quicker: its attempt is this one.
        if attempt := open_attempt(learner, quiz):
            return attempt
        raise


def open_attempt(learner: User, quiz: Quiz) -> Attempt | None:
    """The learner's attempt that still takes answers, if there is one."""
    return Attempt.objects.filter(learner=learner, quiz=quiz, state=AttemptState.OPEN).first()


@transaction.atomic
def save_answer(
    response: Response, answer: dict[str, Any] | None, *, sequence: int | None, language: str, now: datetime
) -> bool:
    """Store the answer to one question; a ``sequence`` that is not newer than the stored one changes nothing.

    Without a ``sequence`` it is newer than whatever is stored. Returns whether the answer is what is stored now: a
    save whose reply was lost may be repeated. Raises ``AttemptClosed``.
    """
    attempt = Attempt.objects.select_for_update().only("state").get(pk=response.attempt_id)
    if not attempt.is_open:
        raise AttemptClosed
    older = Q() if sequence is None else Q(sequence__lt=sequence)
    newest = F("sequence") + 1 if sequence is None else sequence
    if Response.objects.filter(older, pk=response.pk).update(
        answer=answer, sequence=newest, language=language, saved_at=now
    ):
        return True
    stored = Response.objects.only("answer", "sequence").get(pk=response.pk)
    return (stored.sequence, stored.answer) == (sequence, answer)


def set_flag(response: Response, flagged: bool) -> None:
    """Mark a question "come back later", or not; for the learner's own use only (ux 32)."""
    Response.objects.filter(pk=response.pk, attempt__state=AttemptState.OPEN).update(is_flagged=flagged)


@transaction.atomic
def submit_attempt(attempt: Attempt, *, now: datetime) -> tuple[Attempt, bool]:
    """Grade and close an open attempt; a repeated or parallel submit gets the first result back (QUIZ-08).

    Returns the attempt and whether this very call closed it.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_open:
        return attempt, False
    responses = list(attempt.responses.select_related("question_version"))
    grade = _grade(attempt, responses)
    for response, points in zip(responses, grade.rows, strict=True):
        response.points = rounded(points)
    Response.objects.bulk_update(responses, ["points"])
    attempt.state, attempt.submitted_at = AttemptState.GRADED, now
    attempt.points, attempt.passed = rounded(grade.points), grade.passed
    attempt.save(update_fields=["state", "submitted_at", "points", "passed"])
    return attempt, True


def rounded(points: Fraction) -> Decimal:
    """Exact points to the four decimals that are stored, half to even."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(FOUR_PLACES, rounding=ROUND_HALF_EVEN)


def recomputed_grade(attempt: Attempt) -> Grade:
    """The grade counted again from the stored sheet; equals what was stored, always."""
    return _grade(attempt, list(attempt.responses.select_related("question_version")))


def _grade(attempt: Attempt, responses: list[Response]) -> Grade:
    version = attempt.quiz_version
    return grade_sheet(rows_of(responses), pass_mark=version.pass_mark, exact=version.scoring_rule == ScoringRule.EXACT)


@transaction.atomic
def _create(learner: User, version: QuizVersion, *, item_key: UUID, language: str, now: datetime) -> Attempt:
    used = Attempt.objects.filter(learner=learner, quiz=version.quiz_id).aggregate(last=Max("number"))["last"] or 0
    if used >= version.max_attempts:
        raise NoAttemptsLeft
    slots = list(version.slots.select_related("question_version"))
    workplace = workplace_of(learner)
    attempt = Attempt.objects.create(
        learner=learner,
        quiz_id=version.quiz_id,
        quiz_version=version,
        item_key=item_key,
        number=used + 1,
        language=language,
        agency_id=workplace.agency_id,
        region_id=workplace.region_id,
        started_at=now,
        max_points=sum(slot.points for slot in slots),
    )
    if version.shuffle_questions:
        _shuffle(slots)
    Response.objects.bulk_create(_responses(attempt, version, slots))
    return attempt


def _responses(attempt: Attempt, version: QuizVersion, slots: list[Any]) -> list[Response]:
    dealer = Dealer(token=new_token, shuffle=_shuffle, shuffles_options=version.shuffle_options)
    return [
        Response(
            attempt=attempt,
            position=position,
            question_version=slot.question_version,
            max_points=slot.points,
            layout=[TYPES[part["type"]].lay_out(part, dealer) for part in slot.question_version.content["parts"]],
        )
        for position, slot in enumerate(slots, start=1)
    ]


def new_token() -> str:
    """A random name for an option of one attempt, telling nothing (QUIZ-03)."""
    return secrets.token_hex(5)


_shuffle: Callable[[list[Any]], None] = random.SystemRandom().shuffle
