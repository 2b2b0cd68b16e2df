"""From stored rows of a sheet to what ``grading`` counts: corrected keys and markers' levels included."""

from collections import defaultdict
from collections.abc import Sequence

from core.fingerprint import fingerprint
from quizzes.choices import CorrectionRule, CorrectionState
from quizzes.domain.grading import Correction, Row
from quizzes.domain.marking import settled_levels
from quizzes.models import Attempt, KeyCorrection, Response

IN_FORCE = (CorrectionState.RUNNING, CorrectionState.APPLIED)


def rows_of(responses: Sequence[Response]) -> list[Row]:
    """A row per response, in order, in two queries whatever their number; question versions must be loaded."""
    corrections = _corrections({response.question_version_id for response in responses})
    levels = settled_levels([response.pk for response in responses])
    return [
        Row(
            one.question_version.content,
            one.answer,
            one.max_points,
            levels.get(one.pk),
            corrections.get(one.question_version_id, ()),
        )
        for one in responses
    ]


def sheet_fingerprint(attempt: Attempt, responses: Sequence[Response]) -> str:
    """The hash of all that was laid out: versions, order, worth, rules, language; answers take no part (features B5).

    Question versions must be loaded. Equal to ``Attempt.sheet_hash`` for as long as nobody tampers with the sheet.
    """
    version = attempt.quiz_version
    rules = [version.content_hash, attempt.max_points, attempt.language]
    rows = [[one.position, one.question_version.content_hash, one.layout, one.max_points] for one in responses]
    return fingerprint([str(attempt.public_id), rules, rows])


def _corrections(versions: set[int]) -> dict[int, Sequence[Correction]]:
    found: defaultdict[int, list[Correction]] = defaultdict(list)
    in_force = KeyCorrection.objects.filter(faulty__in=versions, state__in=IN_FORCE).exclude(rule=CorrectionRule.FUTURE)
    for one in in_force.select_related("corrected").order_by("applied_at", "pk"):
        found[one.faulty_id].append(Correction(one.corrected.content, one.rule))
    return dict(found)
