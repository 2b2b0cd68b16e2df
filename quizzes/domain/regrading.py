"""Counting graded attempts again after a key was corrected, batch by batch, with a ledger of every change."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from quizzes.choices import AttemptState, CorrectionState, ScoringRule
from quizzes.domain.attempts import rounded
from quizzes.domain.grading import Grade, grade_row, grade_sheet
from quizzes.domain.sheets import rows_of
from quizzes.models import Attempt, KeyCorrection, QuestionVersion, RegradeEntry, Response

ROW_NEEDS = ("question_version", "attempt", "answer", "max_points", "points", "position")
ATTEMPT_NEEDS = ("learner", "item_key", "max_points", "points", "passed", "quiz_version", "number", "is_preview")
RULE_NEEDS = ("pass_mark", "scoring_rule", "counting_rule")


def graded_answers(
    version: QuestionVersion, *, size: int, handed_in_since: datetime | None = None
) -> Iterator[list[Response]]:
    """Answers to ``version`` in graded attempts that count, at most ``size`` at a time, with attempt and quiz version.

    Open attempts and those waiting for markers are not among them: they are graded with the corrections in force.
    Two queries a batch at most, and never more than one batch in memory.
    """
    rows = _graded(version).select_related("attempt__quiz_version").order_by("attempt_id")
    rows = rows.only(
        *ROW_NEEDS,
        *(f"attempt__{name}" for name in ATTEMPT_NEEDS),
        *(f"attempt__quiz_version__{name}" for name in RULE_NEEDS),
    )
    if handed_in_since:
        rows = rows.filter(attempt__submitted_at__gte=handed_in_since)
    last = 0
    while batch := list(rows.filter(attempt_id__gt=last)[:size]):
        last = batch[-1].attempt_id
        for response in batch:
            response.question_version = version
        yield batch


def count_graded(version: QuestionVersion) -> int:
    """How many answers ``graded_answers`` would give."""
    return _graded(version).count()


def changed_attempts(answers: list[Response]) -> list[int]:
    """Ids of the attempts in which one of ``answers`` is worth something else by the corrections in force now."""
    return [
        response.attempt_id
        for response, row in zip(answers, rows_of(answers), strict=True)
        if rounded(grade_row(row, exact=is_exact(response.attempt))) != response.points
    ]


@transaction.atomic
def regrade_attempts(correction: KeyCorrection, attempts: Collection[int], *, now: datetime) -> list[Attempt]:
    """Bring these graded attempts in line with the corrections in force, with an entry per changed answer.

    Only answers to the faulty version change, and with them points and pass of the attempt. Doing it twice changes
    nothing. Returns the attempts that had failed and now pass.
    """
    locked = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("quiz_version", "learner")
        .filter(pk__in=attempts, state=AttemptState.GRADED)
    )
    found = {attempt.pk: attempt for attempt in locked.order_by("pk")}
    entries: list[RegradeEntry] = []
    for pk, (responses, grade) in grades_of(found).items():
        entries += _regrade(correction, found[pk], responses, grade, now)
    touched = {entry.attempt_id for entry in entries}
    Response.objects.bulk_update([entry.response for entry in entries], ["points"], batch_size=200)
    Attempt.objects.bulk_update([found[pk] for pk in touched], ["points", "passed"], batch_size=200)
    RegradeEntry.objects.bulk_create(entries, ignore_conflicts=True)
    gained = {entry.attempt_id for entry in entries if entry.passed_after and not entry.passed_before}
    return [found[pk] for pk in sorted(gained)]


def grades_of(attempts: dict[int, Attempt]) -> dict[int, tuple[list[Response], Grade]]:
    """Every attempt's rows and its exact grade by the corrections in force, in four queries."""
    responses = list(Response.objects.filter(attempt__in=attempts).defer("layout").order_by("attempt_id", "position"))
    # The same few versions stand in all sheets: each is read once.
    versions = QuestionVersion.objects.in_bulk({one.question_version_id for one in responses})
    for response in responses:
        response.question_version = versions[response.question_version_id]
    sheets = defaultdict(list)
    for response, row in zip(responses, rows_of(responses), strict=True):
        sheets[response.attempt_id].append((response, row))
    return {
        pk: (
            [response for response, _row in sheet],
            grade_sheet(
                [row for _response, row in sheet],
                pass_mark=attempts[pk].quiz_version.pass_mark,
                exact=is_exact(attempts[pk]),
            ),
        )
        for pk, sheet in sheets.items()
    }


def is_exact(attempt: Attempt) -> bool:
    """Whether its quiz gives nothing for half right choices."""
    return attempt.quiz_version.scoring_rule == ScoringRule.EXACT


def _graded(version: QuestionVersion) -> QuerySet[Response]:
    return Response.objects.filter(
        question_version=version, attempt__state=AttemptState.GRADED, attempt__is_preview=False
    )


def _regrade(
    correction: KeyCorrection, attempt: Attempt, responses: list[Response], grade: Grade, now: datetime
) -> list[RegradeEntry]:
    """Entries for the answers that changed; writes the new points into ``responses`` and ``attempt``, saves nothing."""
    changed = [
        (response, rounded(points))
        for response, points in zip(responses, grade.rows, strict=True)
        if response.question_version_id == correction.faulty_id and response.points != rounded(points)
    ]
    entries = [
        RegradeEntry(
            correction=correction,
            attempt=attempt,
            response=response,
            is_undo=correction.state == CorrectionState.UNDOING,
            points_before=response.points or 0,
            points_after=points,
            total_before=attempt.points or 0,
            total_after=rounded(grade.points),
            passed_before=bool(attempt.passed),
            passed_after=grade.passed,
            written_at=now,
        )
        for response, points in changed
    ]
    for response, points in changed:
        response.points = points
    if changed:
        attempt.points, attempt.passed = rounded(grade.points), grade.passed
    return entries
