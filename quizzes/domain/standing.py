"""How a learner stands in a quiz: which attempt comes next, and which one counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from accounts.models import User
from quizzes.choices import AttemptState, CountingRule
from quizzes.models import Attempt, ExtraAttempts, Quiz, QuizVersion


@dataclass(frozen=True)
class NextAttempt:
    """What the next attempt would be. ``opens_at``: the pause lasts until then; None: it may start now.

    ``awaits_marks``: not before people have marked the last one.
    """

    number: int
    left: int
    opens_at: datetime | None
    is_closed: bool
    awaits_marks: bool


@dataclass(frozen=True)
class AttemptsSummary:
    """How a learner stands in a quiz: all attempts by number, the one that counts, the open one, what comes next."""

    attempts: list[Attempt]
    counting: Attempt | None
    open: Attempt | None
    coming: NextAttempt

    @property
    def used(self) -> int:
        """How many attempts were handed in."""
        return sum(not attempt.is_open for attempt in self.attempts)

    @property
    def left(self) -> int:
        """How many more can be handed in, the open one included."""
        return self.coming.left + (1 if self.open else 0)

    @property
    def may_start(self) -> bool:
        """Whether a new attempt can be started right now."""
        coming = self.coming
        return bool(coming.left) and not (coming.opens_at or coming.is_closed or coming.awaits_marks)

    @property
    def is_over(self) -> bool:
        """Whether nothing of the learner's own depends on the key any more: passed, or no attempt to come."""
        return self.passed or (self.open is None and (self.coming.left == 0 or self.coming.is_closed))

    @property
    def marking(self) -> Attempt | None:
        """The attempt that people are marking, if there is one."""
        return next((attempt for attempt in self.attempts if attempt.state == AttemptState.MARKING), None)

    @property
    def passed(self) -> bool:
        """Whether the attempt that counts reached the pass mark."""
        return bool(self.counting and self.counting.passed)


def attempts_summary(
    learner: User, quiz: Quiz, version: QuizVersion, *, now: datetime, since: datetime | None = None
) -> AttemptsSummary:
    """Counts over all versions of the quiz, by the rules of ``version``. Two queries.

    ``since``: attempts started before that moment belong to an earlier round and count nowhere.
    """
    made = Attempt.objects.filter(learner=learner, quiz=quiz, is_preview=False)
    every = list(made.select_related("quiz_version").order_by("number"))
    attempts = _of_round(every, since)
    return AttemptsSummary(
        attempts=attempts,
        counting=counting_attempt(attempts, version.counting_rule),
        open=next((attempt for attempt in attempts if attempt.is_open), None),
        coming=coming_attempt(every, version, extra=extra_attempts(learner, version, since), now=now, since=since),
    )


def next_attempt(learner: User, version: QuizVersion, *, now: datetime, since: datetime | None = None) -> NextAttempt:
    """In two queries. An attempt still open or being marked is used up like a graded one."""
    made = Attempt.objects.filter(learner=learner, quiz=version.quiz_id, is_preview=False).order_by("number")
    extra = extra_attempts(learner, version, since)
    return coming_attempt(list(made), version, extra=extra, now=now, since=since)


def extra_attempts(learner: User, version: QuizVersion, since: datetime | None = None) -> int:
    """How many attempts beyond the limit the learner was given, in the round that began at ``since``."""
    given = ExtraAttempts.objects.filter(learner=learner, quiz=version.quiz_id)
    given = given.filter(granted_at__gte=since) if since else given
    return given.aggregate(total=Sum("count"))["total"] or 0


def coming_attempt(
    made: Sequence[Attempt], version: QuizVersion, *, extra: int, now: datetime, since: datetime | None = None
) -> NextAttempt:
    """The same from rows already read: all attempts but previews, by number."""
    last = made[-1] if made else None
    return NextAttempt(
        number=last.number + 1 if last else 1,
        left=max(0, version.max_attempts + extra - len(_of_round(made, since))),
        opens_at=_pause_end(last, version, now),
        is_closed=version.closes_at is not None and now >= version.closes_at,
        awaits_marks=last is not None and last.state == AttemptState.MARKING,
    )


def counting_attempt(attempts: Sequence[Attempt], rule: str) -> Attempt | None:
    """The graded attempt that counts as the result: the best share of points, the last or the first."""
    graded = [one for one in attempts if one.state == AttemptState.GRADED]
    if not graded:
        return None
    if rule == CountingRule.BEST:
        return max(graded, key=lambda one: (bool(one.passed), (one.points or 0) / one.max_points))
    return graded[0] if rule == CountingRule.FIRST else graded[-1]


def completes(attempt: Attempt, since: datetime | None = None) -> bool:
    """Whether a graded attempt passes its quiz: the first one of the round only, where the first one counts."""
    if not attempt.passed or attempt.is_preview or (since and attempt.started_at < since):
        return False
    return attempt.quiz_version.counting_rule != CountingRule.FIRST or _is_first(attempt, since)


def _is_first(attempt: Attempt, since: datetime | None) -> bool:
    if since is None:
        return attempt.number == 1
    before = Attempt.objects.filter(learner=attempt.learner_id, quiz=attempt.quiz_id, number__lt=attempt.number)
    return not before.filter(is_preview=False, started_at__gte=since).exists()


def _of_round(made: Sequence[Attempt], since: datetime | None) -> list[Attempt]:
    return [one for one in made if since is None or one.started_at >= since]


def _pause_end(last: Attempt | None, version: QuizVersion, now: datetime) -> datetime | None:
    if last is None or last.submitted_at is None or last.passed or not version.pause_hours:
        return None
    end = last.submitted_at + timedelta(hours=version.pause_hours)
    return end if end > now else None
