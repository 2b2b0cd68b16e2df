"""What one person is given beyond the rules of a quiz."""

from datetime import datetime
from decimal import Decimal

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from quizzes.models import ExtraAttempts, Quiz, TimeAllowance


class OwnAllowance(Exception):
    """Nobody grants themselves anything."""


def grant_extra_attempts(
    learner: User, quiz: Quiz, *, count: int, reason: str, by: User, now: datetime
) -> ExtraAttempts:
    """Let ``learner`` try ``quiz`` so many times more. Raises ``OwnAllowance``."""
    _refuse_own(learner, by)
    after = {"quiz": quiz.pk, "extra_attempts": count}
    record(Event.ALLOWANCE_CHANGED, actor=by.pk, subject=learner, after=after)
    return ExtraAttempts.objects.create(
        learner=learner, quiz=quiz, count=count, reason=reason, granted_by=by, granted_at=now
    )


def set_time_allowance(learner: User, factor: Decimal | None, *, by: User, now: datetime) -> TimeAllowance:
    """Give ``learner`` that many times the limit of every timed quiz, None: no limit; for attempts started later.

    Replaces an earlier allowance. Raises ``OwnAllowance``.
    """
    _refuse_own(learner, by)
    granted = {"factor": factor, "granted_by": by, "granted_at": now}
    record(Event.ALLOWANCE_CHANGED, actor=by.pk, subject=learner, after={"factor": str(factor)})
    return TimeAllowance.objects.update_or_create(learner=learner, defaults=granted)[0]


def _refuse_own(learner: User, by: User) -> None:
    if learner.pk == by.pk:
        raise OwnAllowance
