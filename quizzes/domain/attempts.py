"""Starting, saving, checking and submitting: the only place that changes an attempt's state."""

import secrets
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from accounts.models import User
from agencies.queries import workplace_of
from core.retrying import retried
from quizzes.choices import AttemptState, Preset, ScoringRule
from quizzes.domain.deadlines import deadline_of, is_overdue, time_factor
from quizzes.domain.drawing import Drawn, draw, shuffle
from quizzes.domain.grading import Grade, grade_row, grade_sheet
from quizzes.domain.marking import open_parts
from quizzes.domain.marking_queue import is_waiting, queue_answers
from quizzes.domain.publishing import latest_version
from quizzes.domain.sheets import rows_of, sheet_fingerprint
from quizzes.domain.standing import NextAttempt, next_attempt
from quizzes.models import Attempt, Quiz, QuizVersion, Response
from quizzes.question_types import TYPES, Dealer

FOUR_PLACES = Decimal("0.0001")


class AttemptClosed(Exception):
    """The attempt was handed in, or its time is over; nothing can be changed any more."""


class AnswerChecked(AttemptClosed):
    """The learner was told whether this answer is right; it cannot be changed any more."""


class AwaitsMarks(Exception):
    """An earlier attempt is still being marked; the next one can be started when its result is known."""


class NoAttemptsLeft(Exception):
    """Every allowed attempt was used, or the quiz is closed."""


class TooEarly(Exception):
    """The pause after a failed attempt is not over; ``opens_at`` is when it will be."""

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(str(opens_at))
        self.opens_at = opens_at


class QuizNotOpen(Exception):
    """The quiz has no published version."""


def start_attempt(
    learner: User,
    quiz: Quiz,
    *,
    item_key: UUID,
    language: str,
    now: datetime,
    since: datetime | None = None,
) -> Attempt:
    """The learner's open attempt, or a new one with its whole sheet laid out and stored.

    Raises ``NoAttemptsLeft``, ``TooEarly``, ``AwaitsMarks`` and ``QuizNotOpen``. Parallel starts get one and the same
    attempt (QUIZ-10). An overdue attempt must be closed before. Only attempts started from ``since`` on count against
    the limit. An open preview (``quizzes.domain.previews``) makes room for a real attempt.
    """
    version = latest_version(quiz)
    if version is None:
        raise QuizNotOpen
    if attempt := open_attempt(learner, quiz):
        if not attempt.is_preview:
            return attempt
        _drop_preview(attempt)
    try:
        number = _may_start(next_attempt(learner, version, now=now, since=since))
        return new_attempt(learner, version, now=now, number=number, item_key=item_key, language=language)
    except IntegrityError:
        # Another tab was quicker: its attempt is this one.
        if attempt := open_attempt(learner, quiz):
            return attempt
        raise


@transaction.atomic
def new_attempt(learner: User, version: QuizVersion, *, now: datetime, **fields: Any) -> Attempt:
    """An attempt at ``version`` with its whole sheet drawn, laid out and stored; the caller has asked if it may be."""
    drawn = draw(version, learner)
    workplace = workplace_of(learner)
    factor = time_factor(learner)
    attempt = Attempt.objects.create(
        learner=learner,
        quiz_id=version.quiz_id,
        quiz_version=version,
        agency_id=workplace.agency_id,
        region_id=workplace.region_id,
        started_at=now,
        time_factor=factor or 1,
        deadline=deadline_of(version, factor, started_at=now),
        max_points=sum(one.points for one in drawn),
        **fields,
    )
    responses = Response.objects.bulk_create(_responses(attempt, version, drawn))
    attempt.sheet_hash = sheet_fingerprint(attempt, responses)
    attempt.save(update_fields=["sheet_hash"])
    return attempt


def open_attempt(learner: User, quiz: Quiz) -> Attempt | None:
    """The learner's attempt that still takes answers, if there is one."""
    return Attempt.objects.filter(learner=learner, quiz=quiz, state=AttemptState.OPEN).first()


@retried
@transaction.atomic
def save_answer(
    response: Response, answer: dict[str, Any] | None, *, sequence: int | None, language: str, now: datetime
) -> bool:
    """Store the answer to one question; a ``sequence`` that is not newer than the stored one changes nothing.

    Without a ``sequence`` it is newer than whatever is stored. Returns whether the answer is what is stored now: a
    save whose reply was lost may be repeated. Raises ``AttemptClosed``, also past the deadline, and ``AnswerChecked``.
    """
    attempt = Attempt.objects.select_for_update().only("state", "deadline").get(pk=response.attempt_id)
    if not attempt.is_open or is_overdue(attempt, now):
        raise AttemptClosed
    if response.checked_at:
        raise AnswerChecked
    older = Q() if sequence is None else Q(sequence__lt=sequence)
    newest = F("sequence") + 1 if sequence is None else sequence
    if Response.objects.filter(older, pk=response.pk, checked_at=None).update(
        answer=answer, sequence=newest, language=language, saved_at=now
    ):
        return True
    stored = Response.objects.only("answer", "sequence").get(pk=response.pk)
    return (stored.sequence, stored.answer) == (sequence, answer)


def set_flag(response: Response, flagged: bool) -> None:
    """Mark a question "come back later", or not; for the learner's own use only (ux 32)."""
    Response.objects.filter(pk=response.pk, attempt__state=AttemptState.OPEN).update(is_flagged=flagged)


@transaction.atomic
def check_answer(response: Response, *, now: datetime) -> None:
    """Lock an answer because its learner wants to be told whether it is right; learning quizzes only.

    Raises ``AttemptClosed``, and ``ValueError`` for a quiz that tells nothing before the end (QUIZ-01) and for an open
    answer, which people mark after that.
    """
    attempt = Attempt.objects.select_for_update().select_related("quiz_version").get(pk=response.attempt_id)
    if attempt.quiz_version.preset != Preset.LEARNING or open_parts(response):
        raise ValueError("This answer is told nothing about before it is handed in.")
    if not attempt.is_open or is_overdue(attempt, now):
        raise AttemptClosed
    Response.objects.filter(pk=response.pk, checked_at=None, answer__isnull=False).update(checked_at=now)


def points_of(response: Response, *, exact: bool) -> Decimal:
    """What one answer is worth as it stands, to the four decimals that will be stored."""
    (row,) = rows_of([response])
    return rounded(grade_row(row, exact=exact))


@transaction.atomic
def submit_attempt(attempt: Attempt, *, now: datetime) -> tuple[Attempt, bool]:
    """Close an open attempt and grade it; a repeated or parallel submit gets the first result back (QUIZ-08).

    Past the deadline it is closed as of the deadline, with what was saved (QUIZ-07). With open answers in it, it waits
    for their marks instead; a preview does not. Returns the attempt and whether this very call closed it.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_version").get(pk=attempt.pk)
    if not attempt.is_open:
        return attempt, False
    overdue = is_overdue(attempt, now)
    attempt.submitted_at = attempt.deadline if overdue else now
    attempt.closed_by_deadline = overdue
    responses = list(attempt.responses.select_related("question_version"))
    if not attempt.is_preview and queue_answers(responses, now=now):
        attempt.state = AttemptState.MARKING
        attempt.save(update_fields=["state", "submitted_at", "closed_by_deadline"])
        return attempt, True
    return _close(attempt, responses), True


@transaction.atomic
def finish_marking(attempt: Attempt, *, now: datetime) -> tuple[Attempt, bool]:
    """Grade an attempt whose open answers are all marked; returns it, and whether this very call did."""
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_version").get(pk=attempt.pk)
    if attempt.state != AttemptState.MARKING or is_waiting(attempt):
        return attempt, False
    return _close(attempt, list(attempt.responses.select_related("question_version"))), True


def rounded(points: Fraction) -> Decimal:
    """Exact points to the four decimals that are stored, half to even."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(FOUR_PLACES, rounding=ROUND_HALF_EVEN)


def recomputed_grade(attempt: Attempt) -> Grade:
    """The grade counted again from the stored sheet; equals what was stored, always."""
    return _grade(attempt, list(attempt.responses.select_related("question_version")))


def _close(attempt: Attempt, responses: list[Response]) -> Attempt:
    grade = _grade(attempt, responses)
    for response, points in zip(responses, grade.rows, strict=True):
        response.points = rounded(points)
    Response.objects.bulk_update(responses, ["points"])
    attempt.state, attempt.points, attempt.passed = AttemptState.GRADED, rounded(grade.points), grade.passed
    attempt.save(update_fields=["state", "submitted_at", "closed_by_deadline", "points", "passed"])
    return attempt


def _grade(attempt: Attempt, responses: list[Response]) -> Grade:
    version = attempt.quiz_version
    return grade_sheet(rows_of(responses), pass_mark=version.pass_mark, exact=version.scoring_rule == ScoringRule.EXACT)


def _drop_preview(attempt: Attempt) -> None:
    Attempt.objects.filter(pk=attempt.pk, is_preview=True, state=AttemptState.OPEN).update(state=AttemptState.VOID)


def _may_start(coming: NextAttempt) -> int:
    if coming.left == 0 or coming.is_closed:
        raise NoAttemptsLeft
    if coming.awaits_marks:
        raise AwaitsMarks
    if coming.opens_at:
        raise TooEarly(coming.opens_at)
    return coming.number


def _responses(attempt: Attempt, version: QuizVersion, drawn: list[Drawn]) -> list[Response]:
    dealer = Dealer(token=new_token, shuffle=shuffle, shuffles_options=version.shuffle_options)
    return [
        Response(
            attempt=attempt,
            position=position,
            question_version=one.question_version,
            max_points=one.points,
            layout=[TYPES[part["type"]].lay_out(part, dealer) for part in one.question_version.content["parts"]],
        )
        for position, one in enumerate(drawn, start=1)
    ]


def new_token() -> str:
    """A random name for an option of one attempt, telling nothing (QUIZ-03)."""
    return secrets.token_hex(5)
