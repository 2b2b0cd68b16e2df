"""Reads about quizzes: sheets, results, attempts."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from accounts.models import User
from quizzes.models import Attempt, Question, Response
from quizzes.question_types import TYPES, Answer, Layout, Part, PartView, text_in
from quizzes.scores import whole_percent

SAVING_NEEDS = (
    "position",
    "layout",
    "answer",
    "is_flagged",
    "checked_at",
    "attempt__public_id",
    "question_version__content",
)


@dataclass(frozen=True)
class QuestionView:
    """A question as a template shows it in one language. Explanation and source only after submission."""

    case: str
    parts: list[PartView]
    feedback: str = ""
    source: str = ""

    @property
    def is_open(self) -> bool:
        """Whether people mark it."""
        return any(part.type == "essay" for part in self.parts)


def own_attempt(learner: User, public_id: UUID) -> Attempt:
    """The learner's own attempt with quiz version loaded; raises ``Attempt.DoesNotExist`` for anybody else's."""
    return Attempt.objects.select_related("quiz_version").get(learner=learner, public_id=public_id)


def own_response(learner: User, public_id: UUID, position: int) -> Response:
    """One row of the learner's own sheet, with attempt and question; raises ``Response.DoesNotExist``.

    Read at every save: only what saving needs comes along, the rest of the rows when it is asked for.
    """
    rows = Response.objects.select_related("attempt", "question_version").only(*SAVING_NEEDS)
    return rows.get(attempt__learner=learner, attempt__public_id=public_id, position=position)


def sheet(attempt: Attempt) -> list[Response]:
    """All rows of the attempt in order, with their questions."""
    return list(attempt.responses.select_related("question_version"))


def question_view(
    response: Response, language: str, *, with_key: bool = False, explained: bool = False
) -> QuestionView:
    """The question of a row in ``language``. Nothing of it depends on the key unless ``with_key`` or ``explained``."""
    content = response.question_version.content
    parts: dict[str, Part] = {part["id"]: part for part in content["parts"]}
    answers = response.answer or {}
    views = [
        TYPES[parts[layout["part"]]["type"]].view(
            parts[layout["part"]], layout, answers.get(layout["part"]), language, key=with_key
        )
        for layout in response.layout
    ]
    return QuestionView(
        case=text_in(content["case"], language),
        parts=views,
        feedback=text_in(content["feedback"], language) if explained else "",
        source=text_in(content["source"], language) if explained else "",
    )


def answer_mark(response: Response, answer: dict[str, Any] | None) -> str:
    """A short name of an answer to ``response`` for its form to carry: equal for equal answers.

    Made of the attempt's tokens, so that it tells no option's id (QUIZ-03).
    """
    given = answer or {}
    shown = [_in_tokens(layout, given.get(layout["part"])) for layout in response.layout]
    return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def _in_tokens(layout: Layout, answer: Answer | None) -> Answer | None:
    """The answer to one part as its form posts it."""
    options = {one: token for token, one in layout.get("options", [])}
    rows = {one: token for token, one in layout.get("rows", [])}
    if isinstance(answer, dict):
        return {rows[left]: options[right] for left, right in answer.items()}
    if isinstance(answer, list):
        return [options[one] for one in answer]
    return answer if answer is None else options.get(answer, answer)


def percent_of(attempt: Attempt) -> int | None:
    """The result in whole per cent, rounded down; None while open."""
    return None if attempt.points is None else whole_percent(attempt.points, attempt.max_points)


def count_answers(question: Question) -> int:
    """How many answers learners have given to any version of the question."""
    return Response.objects.filter(
        question_version__question=question, answer__isnull=False, attempt__is_preview=False
    ).count()
