"""Until when an attempt takes answers. One server clock decides (QUIZ-06)."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models import User
from quizzes.choices import AttemptState
from quizzes.models import Attempt, QuizVersion, TimeAllowance

# What was sent before the deadline may arrive a little later.
GRACE = timedelta(seconds=5)


def time_factor(learner: User) -> Decimal | None:
    """What the learner's allowance makes of a time limit: 1 without one; None: no limit applies."""
    allowance = TimeAllowance.objects.filter(learner=learner).first()
    return allowance.factor if allowance else Decimal(1)


def deadline_of(version: QuizVersion, factor: Decimal | None, *, started_at: datetime) -> datetime | None:
    """min(start + limit × factor, end date); None when neither binds. Fixed at the start of an attempt."""
    own = None
    if version.time_limit and factor is not None:
        own = started_at + timedelta(minutes=float(version.time_limit * factor))
    return min((one for one in (own, version.closes_at) if one), default=None)


def minutes_allowed(version: QuizVersion, learner: User) -> int | None:
    """The time limit as it is for this learner, in whole minutes; None: no limit. No query without a limit."""
    if not version.time_limit:
        return None
    factor = time_factor(learner)
    return None if factor is None else int(version.time_limit * factor)


def is_overdue(attempt: Attempt, now: datetime) -> bool:
    """Whether an open attempt takes no more answers."""
    return attempt.is_open and attempt.deadline is not None and now > attempt.deadline + GRACE


def overdue_attempts(now: datetime) -> QuerySet[Attempt]:
    """Open attempts past their deadline, oldest first."""
    return Attempt.objects.filter(state=AttemptState.OPEN, deadline__lt=now - GRACE).order_by("deadline")
