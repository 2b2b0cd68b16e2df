"""What must hold in the stored facts at any moment, whoever wrote them and whatever broke in between.

Every rule reads only and tells a line per violation. Rows are streamed: memory does not grow with their number.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from certificates.models import Certificate
from courses.models import CourseItem
from learning.choices import Evidence
from learning.models import CourseCompletion, ItemCompletion
from quizzes.choices import AttemptState, CorrectionState, CountingRule, ScoringRule
from quizzes.domain.attempts import rounded
from quizzes.domain.deadlines import GRACE
from quizzes.domain.grading import grade_sheet
from quizzes.domain.sheets import rows_of
from quizzes.models import Attempt, KeyCorrection, MarkingTask, RegradeEntry, Response

BATCH = 200


def violations() -> Iterator[str]:
    """A line for everything that is not as it must be, rule after rule; nothing when all is well."""
    for rule in RULES:
        yield from rule()


def wrong_grades() -> Iterator[str]:
    """Points and verdict of a graded attempt are what its stored sheet gives (QUIZ-08).

    Sheets that a correction is just counting again are left out: until it ends they may be either.
    """
    under_way = KeyCorrection.objects.filter(state__in=(CorrectionState.RUNNING, CorrectionState.UNDOING))
    waiting = Response.objects.filter(attempt=OuterRef("pk"), question_version__in=under_way.values("faulty"))
    graded = Attempt.objects.filter(~Exists(waiting), state=AttemptState.GRADED).select_related("quiz_version")
    streamed = graded.order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(streamed, BATCH)):
        yield from _wrong_grades(batch)


def wrong_numbers() -> Iterator[str]:
    """A person's attempts at a quiz are numbered 1, 2, … without a gap; at most one of them is open (QUIZ-10)."""
    counted = (
        Attempt.objects.order_by()
        .values("learner", "quiz")
        .annotate(
            open=Count("pk", filter=Q(state=AttemptState.OPEN)),
            count=Count("pk", filter=Q(is_preview=False)),
            first=Min("number", filter=Q(is_preview=False)),
            last=Max("number", filter=Q(is_preview=False)),
        )
    )
    wrong = counted.filter(Q(open__gt=1) | Q(count__gt=0) & (~Q(first=1) | ~Q(last=F("count"))))
    for one in wrong.iterator():
        who = f"learner {one['learner']}, quiz {one['quiz']}"
        yield f"attempts of {who}: {one['count']} numbered {one['first']} to {one['last']}, {one['open']} open"


def late_answers() -> Iterator[str]:
    """Nothing was saved after the deadline and what the network is granted beyond it (QUIZ-06)."""
    late = Response.objects.filter(saved_at__gt=F("attempt__deadline") + GRACE)
    for one in late.only("attempt_id", "position", "saved_at").order_by("pk").iterator():
        yield f"answer {one.attempt_id}.{one.position}: saved at {one.saved_at:%Y-%m-%d %H:%M:%S}, past the deadline"


def completions_without_evidence() -> Iterator[str]:
    """A quiz counts as passed by an attempt of the same person at the same item, which passes or once did."""
    regraded = RegradeEntry.objects.filter(attempt=OuterRef("attempt"), passed_before=True)
    own = Q(attempt__learner=F("learner"), attempt__item_key=F("item__key"), attempt__is_preview=False)
    right = own & Q(attempt__state=AttemptState.GRADED) & (Q(attempt__passed=True) | Exists(regraded))
    passed = ItemCompletion.objects.filter(evidence=Evidence.PASSED)
    evidenced = ItemCompletion.objects.filter(right, pk=OuterRef("pk"))
    for one in passed.filter(~Exists(evidenced)).order_by("pk").iterator():
        yield f"completion {one.pk}: attempt {one.attempt_id} is no evidence for it"


def wrong_waits() -> Iterator[str]:
    """An attempt waits as "being marked" exactly as long as one of its answers waits for a marker."""
    tasks = MarkingTask.objects.filter(response__attempt=OuterRef("pk"))
    lost = Attempt.objects.filter(~Exists(tasks), state=AttemptState.MARKING)
    early = Attempt.objects.filter(Exists(tasks)).exclude(state=AttemptState.MARKING)
    for one in lost.only("pk").order_by("pk").iterator():
        yield f"attempt {one.pk}: waits for marks, but none of its answers does"
    for one in early.only("pk", "state").order_by("pk").iterator():
        yield f"attempt {one.pk}: is {one.state}, but one of its answers waits for a mark"


def passes_without_completion() -> Iterator[str]:
    """Whoever passed an item's quiz has completed the item."""
    done = ItemCompletion.objects.filter(learner=OuterRef("learner"), item__key=OuterRef("item_key"))
    items = CourseItem.objects.filter(key=OuterRef("item_key"))
    passed = Attempt.objects.filter(Exists(items), state=AttemptState.GRADED, passed=True, is_preview=False)
    counting = passed.exclude(~Q(number=1), quiz_version__counting_rule=CountingRule.FIRST)
    for one in counting.filter(~Exists(done)).only("pk").order_by("pk").iterator():
        yield f"attempt {one.pk}: passed, but its item is not completed"


def wrong_certificates() -> Iterator[str]:
    """A valid certificate for every completed course, for nothing else, and never two (CERT-02)."""
    valid = Certificate.objects.filter(revoked_at=None, superseded_at=None)
    for pair in _repeated(valid):
        yield f"holder {pair['holder']}, subject {pair['subject_key']}: {pair['count']} valid certificates"
    issued = Certificate.objects.filter(
        holder=OuterRef("learner"), subject_key=OuterRef("course__key"), cycle=OuterRef("cycle")
    )
    missing = CourseCompletion.objects.filter(~Exists(issued), learner__erased_on=None)
    for completion in missing.order_by("pk").iterator():
        yield f"course completion {completion.pk}: no certificate was issued"
    earned = CourseCompletion.objects.filter(
        learner=OuterRef("holder"), course__key=OuterRef("subject_key"), cycle=OuterRef("cycle")
    )
    for certificate in valid.filter(~Exists(earned)).order_by("pk").iterator():
        yield f"certificate {certificate.number}: the course was not completed"


RULES: tuple[Callable[[], Iterator[str]], ...] = (
    wrong_grades,
    wrong_numbers,
    late_answers,
    wrong_waits,
    completions_without_evidence,
    passes_without_completion,
    wrong_certificates,
)


def _wrong_grades(attempts: Sequence[Attempt]) -> Iterator[str]:
    answers = Response.objects.filter(attempt__in=attempts).select_related("question_version")
    responses = list(answers.order_by("attempt", "position"))
    pairs = zip(responses, rows_of(responses), strict=True)
    sheets = {pk: [row for _one, row in sheet] for pk, sheet in groupby(pairs, key=lambda pair: pair[0].attempt_id)}
    for attempt in attempts:
        version = attempt.quiz_version
        exact = version.scoring_rule == ScoringRule.EXACT
        grade = grade_sheet(sheets.get(attempt.pk, []), pass_mark=version.pass_mark, exact=exact)
        if (attempt.points, attempt.passed) != (rounded(grade.points), grade.passed):
            stored, counted = f"{attempt.points}/{attempt.passed}", f"{rounded(grade.points)}/{grade.passed}"
            yield f"attempt {attempt.pk}: {stored} is stored, its sheet gives {counted}"


def _repeated(certificates: QuerySet[Certificate]) -> Iterator[Mapping[str, Any]]:
    counted = certificates.order_by().values("holder", "subject_key", "cycle").annotate(count=Count("pk"))
    yield from counted.filter(count__gt=1).iterator()
