"""What a corrected key would do to attempts made before, rule by rule, before anything is changed."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from quizzes.choices import CorrectionRule
from quizzes.domain.grading import Correction, Row, grade_row
from quizzes.domain.regrading import graded_answers, grades_of, is_exact
from quizzes.domain.sheets import rows_of
from quizzes.domain.standing import completes
from quizzes.models import Attempt, QuestionVersion, Response

BATCH = 250
# The fourth rule, only attempts from now on, changes nothing.
CHANGING_RULES = (CorrectionRule.BOTH, CorrectionRule.NEW, CorrectionRule.ALL)
# Stored totals are rounded to four decimals; nearer than this to the pass mark only the exact sum decides.
DOUBT = Fraction(1, 10_000)


@dataclass(frozen=True)
class Outcome:
    """An attempt whose points would change. ``completes``: it would pass its quiz for good, as the quiz counts."""

    attempt: int
    learner: int
    item_key: UUID
    gain: Fraction
    passed_before: bool
    passed_after: bool
    completes: bool


@dataclass(frozen=True)
class Batch:
    """Some attempts, and what would change in them by each rule."""

    attempts: int
    outcomes: dict[str, list[Outcome]]


def batches(faulty: QuestionVersion, content: Mapping[str, Any], *, size: int = BATCH) -> Iterator[Batch]:
    """All graded attempts with ``faulty``, were its key that of ``content``; never more than ``size`` in memory."""
    for answers in graded_answers(faulty, size=size):
        gains = [
            (response, rule, gain)
            for response, row in zip(answers, rows_of(answers), strict=True)
            for rule, gain in _gains(response, row, content)
        ]
        totals = _exact_totals([response.attempt for response, _rule, gain in gains if _is_in_doubt(response, gain)])
        outcomes: dict[str, list[Outcome]] = {rule: [] for rule in CHANGING_RULES}
        for response, rule, gain in gains:
            outcomes[rule].append(_outcome(response.attempt, gain, totals))
        yield Batch(len(answers), outcomes)


def other_answered_versions(version: QuestionVersion) -> list[QuestionVersion]:
    """Other versions of the question that learners have answered, newest first, with the number as ``answers``."""
    counted = (
        Response.objects.filter(question_version=OuterRef("pk"), answer__isnull=False)
        .order_by()
        .values("question_version")
        .annotate(count=Count("pk"))
        .values("count")
    )
    others = QuestionVersion.objects.filter(question=version.question_id).exclude(pk=version.pk)
    answers = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return list(others.annotate(answers=answers).filter(answers__gt=0).order_by("-number"))


def _gains(response: Response, row: Row, content: Mapping[str, Any]) -> Iterator[tuple[str, Fraction]]:
    exact = is_exact(response.attempt)
    before = grade_row(row, exact=exact)
    for rule in CHANGING_RULES:
        corrected = replace(row, corrections=[*row.corrections, Correction(content, rule)])
        if gain := grade_row(corrected, exact=exact) - before:
            yield rule, gain


def _is_in_doubt(response: Response, gain: Fraction) -> bool:
    attempt = response.attempt
    needed = Fraction(attempt.quiz_version.pass_mark * attempt.max_points, 100)
    return abs(Fraction(attempt.points or 0) + gain - needed) <= DOUBT


def _exact_totals(attempts: list[Attempt]) -> dict[int, Fraction]:
    graded = grades_of({attempt.pk: attempt for attempt in attempts}) if attempts else {}
    return {pk: grade.points for pk, (_responses, grade) in graded.items()}


def _outcome(attempt: Attempt, gain: Fraction, totals: dict[int, Fraction]) -> Outcome:
    total = totals.get(attempt.pk, Fraction(attempt.points or 0)) + gain
    regraded = copy(attempt)
    regraded.passed = total * 100 >= attempt.quiz_version.pass_mark * attempt.max_points
    return Outcome(
        attempt=attempt.pk,
        learner=attempt.learner_id,
        item_key=attempt.item_key,
        gain=gain,
        passed_before=bool(attempt.passed),
        passed_after=regraded.passed,
        completes=completes(regraded),
    )
