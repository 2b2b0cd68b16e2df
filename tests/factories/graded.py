"""Graded attempts by the dozen, written straight into the tables."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from quizzes.choices import AttemptState
from quizzes.domain.attempts import rounded
from quizzes.domain.grading import Row, grade_sheet
from quizzes.models import Attempt, QuestionVersion, QuizVersion, Response
from tests.factories.numbers import numbers

SUBMITTED_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
Given = tuple[QuestionVersion, Any]


def make_graded_attempts(
    version: QuizVersion, sheets: Sequence[Sequence[Any]], *, language: str = "ru", **fields: Any
) -> list[Attempt]:
    """A first attempt of a new person per sheet; a sheet lists the answers to part p1 of the fixed questions."""
    asked = [slot.question_version for slot in version.slots.select_related("question_version")]
    given = [list(zip(asked, sheet, strict=True)) for sheet in sheets]
    return make_drawn_attempts(version, given, language=language, **fields)


def make_drawn_attempts(
    version: QuizVersion, sheets: Sequence[Sequence[Given]], *, language: str = "ru", **fields: Any
) -> list[Attempt]:
    """As above; a sheet lists question versions with the answers to their part p1; each is worth one point."""
    people = User.objects.bulk_create(User(email=f"graded-{next(numbers)}@demo.example") for _sheet in sheets)
    made = [
        _make_graded(version, person, sheet, fields | {"language": language})
        for person, sheet in zip(people, sheets, strict=True)
    ]
    attempts = Attempt.objects.bulk_create(attempt for attempt, _responses in made)
    Response.objects.bulk_create(one for _attempt, responses in made for one in responses)
    return attempts


def _make_graded(
    version: QuizVersion, person: User, sheet: Sequence[Given], fields: dict[str, Any]
) -> tuple[Attempt, list[Response]]:
    rows = [Row(question.content, {"p1": answer} if answer else None, 1) for question, answer in sheet]
    grade = grade_sheet(rows, pass_mark=version.pass_mark, exact=False)
    defaults = {
        "state": AttemptState.GRADED, "number": 1, "started_at": SUBMITTED_AT, "submitted_at": SUBMITTED_AT,
        "points": rounded(grade.points), "passed": grade.passed, "max_points": grade.max_points, "item_key": UUID(int=1),
    }  # fmt: skip
    attempt = Attempt(learner=person, quiz_id=version.quiz_id, quiz_version=version, **defaults | fields)
    responses = [
        Response(
            attempt=attempt, position=place, question_version=question, max_points=1, layout=[],
            answer=row.answer, points=rounded(points),
        )
        for place, ((question, _answer), row, points) in enumerate(zip(sheet, rows, grade.rows, strict=True), start=1)
    ]  # fmt: skip
    return attempt, responses
