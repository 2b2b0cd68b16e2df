"""What a corrected key means for courses and certificates: told before, carried out in the background."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from certificates.models import Certificate
from courses.models import CourseItem
from learning.domain.moving import left_to_do
from learning.domain.quiz_taking import complete_if_passed
from learning.models import ItemCompletion
from quizzes.choices import CorrectionRule, CorrectionState
from quizzes.domain.impact import CHANGING_RULES, Outcome, batches
from quizzes.domain.regrading import changed_attempts, graded_answers, regrade_attempts
from quizzes.models import KeyCorrection, QuestionVersion

BATCH = 200
# Changed attempts a transaction. Few: until it ends nobody else is given a certificate number, nor may write to SQLite.
STEP = 10
# A sheet handed in while a correction came into force may have been graded without it: such sheets are looked at twice.
OVERLAP = timedelta(minutes=5)
FINISHED: dict[str, str] = {
    CorrectionState.RUNNING: CorrectionState.APPLIED,
    CorrectionState.UNDOING: CorrectionState.UNDONE,
}


@dataclass
class Impact:
    """What one rule would change: numbers of attempts, and whose certificates."""

    rule: CorrectionRule
    attempts: int = 0
    rising: int = 0
    falling: int = 0
    passing: int = 0
    failing: int = 0
    gaining: set[tuple[int, UUID]] = field(default_factory=set)
    losing: set[tuple[int, UUID]] = field(default_factory=set)

    @property
    def certificates_gained(self) -> int:
        """How many people would complete a course by it."""
        return len(self.gaining)

    @property
    def certificates_in_question(self) -> int:
        """How many certificates would rest on an attempt that passes no more; they stay valid."""
        return len(self.losing)


def impact_of(faulty: QuestionVersion, content: Mapping[str, Any]) -> list[Impact]:
    """For each of the four rules, what it would do to everything graded until now. Changes nothing."""
    impacts = {rule: Impact(rule) for rule in CorrectionRule}
    for batch in batches(faulty, content):
        for impact in impacts.values():
            impact.attempts += batch.attempts
        for rule in CHANGING_RULES:
            _add(impacts[rule], batch.outcomes[rule])
    return list(impacts.values())


def run_correction(correction: KeyCorrection, *, clock: Callable[[], datetime], size: int = BATCH) -> None:
    """Count again what a running correction, or its undoing, concerns; at most ``size`` attempts are in memory.

    Repeated after a crash, or by a second worker at the same time, it does what is left and nothing twice.
    """
    if correction.state not in FINISHED:
        return
    KeyCorrection.objects.filter(pk=correction.pk).update(done=0)
    began = correction.undone_at if correction.state == CorrectionState.UNDOING else correction.applied_at
    for answers in graded_answers(correction.faulty, size=size):
        _regrade(correction, changed_attempts(answers), clock)
        KeyCorrection.objects.filter(pk=correction.pk).update(done=F("done") + len(answers))
    for answers in graded_answers(correction.faulty, size=size, handed_in_since=began and began - OVERLAP):
        _regrade(correction, changed_attempts(answers), clock)
    KeyCorrection.objects.filter(pk=correction.pk, state=correction.state).update(state=FINISHED[correction.state])


def completions_in_question(correction: KeyCorrection) -> QuerySet[ItemCompletion]:
    """Quizzes that count as passed by an attempt which this correction, or its undoing, made fail.

    They stay, and so do certificates: a person decides. ``has_certificate`` says whether there is one.
    """
    regraded = correction.entries.filter(attempt=OuterRef("attempt"), passed_before=True, passed_after=False)
    return (
        ItemCompletion.objects.filter(Exists(regraded), attempt__passed=False)
        .select_related("learner", "item__module__course", "attempt")
        .annotate(has_certificate=Exists(_valid_certificates()))
        .order_by("pk")
    )


def completions_gained(correction: KeyCorrection) -> int:
    """How many quizzes were completed by attempts that this correction made pass."""
    regraded = correction.entries.filter(
        attempt=OuterRef("attempt"), is_undo=False, passed_before=False, passed_after=True
    )
    return ItemCompletion.objects.filter(Exists(regraded)).count()


def _regrade(correction: KeyCorrection, changed: Sequence[int], clock: Callable[[], datetime]) -> None:
    for start in range(0, len(changed), STEP):
        _take_step(correction, changed[start : start + STEP], clock())


@transaction.atomic
def _take_step(correction: KeyCorrection, changed: Collection[int], now: datetime) -> None:
    """Sheets and what follows from them, all or nothing."""
    passed = regrade_attempts(correction, changed, now=now)
    for attempt in passed:
        complete_if_passed(attempt, language=attempt.language, now=now)


def _add(impact: Impact, outcomes: Iterable[Outcome]) -> None:
    passing, failing = defaultdict(set), set()
    for one in outcomes:
        impact.rising += one.gain > 0
        impact.falling += one.gain < 0
        if one.passed_after and not one.passed_before:
            impact.passing += 1
            if one.completes:
                passing[one.item_key].add(one.learner)
        elif one.passed_before and not one.passed_after:
            impact.failing += 1
            failing.add(one.attempt)
    items = CourseItem.objects.select_related("module__course").filter(key__in=passing) if passing else ()
    for item in items:
        impact.gaining |= {(one, item.module.course.key) for one in _who_would_finish(item, passing[item.key])}
    impact.losing |= _certificates_resting_on(failing)


def _who_would_finish(item: CourseItem, learners: Collection[int]) -> set[int]:
    """Those of ``learners`` for whom ``item`` is the last thing to do in its course."""
    left = left_to_do(item.module.course, learners)
    return {learner for learner, items in left.items() if items <= {item.pk}}


def _certificates_resting_on(attempts: Collection[int]) -> set[tuple[int, UUID]]:
    resting = ItemCompletion.objects.filter(attempt__in=attempts) if attempts else ItemCompletion.objects.none()
    found = resting.filter(Exists(_valid_certificates()))
    return set(found.values_list("learner", "item__module__course__key"))


def _valid_certificates() -> QuerySet[Certificate]:
    """For a subquery over item completions: certificates of the learner for the item's course."""
    return Certificate.objects.filter(
        holder=OuterRef("learner"),
        subject_key=OuterRef("item__module__course__key"),
        revoked_at=None,
        superseded_at=None,
    )
