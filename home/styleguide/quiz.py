"""A quiz, a sheet of it and its result, as the templates of learners ask for them. No row of it is ever saved."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from courses.models import CourseItem
from learning.views.results import ResultRow
from quizzes.choices import Preset, ScoringRule
from quizzes.domain.policy import ALL
from quizzes.models import Attempt, QuestionVersion, QuizVersion, Response
from quizzes.queries import QuestionView
from quizzes.question_types.base import CriterionView, OptionView, PartView, RowView

KEY = UUID(int=2)
RIGHT, PART = "right", "part"


def quiz_samples(now: datetime, lesson: CourseItem) -> dict[str, Any]:
    """Under the names by which those templates ask for them; ``lesson`` is one to read again."""
    version = QuizVersion(
        pass_mark=70,
        max_attempts=3,
        scoring_rule=ScoringRule.PARTIAL,
        preset=Preset.LEARNING,
        pause_hours=24,
        time_limit=30,
    )
    attempt = Attempt(public_id=KEY, quiz_version=version, points=Decimal(7), max_points=10, passed=True)
    rows = _rows(now)
    return {
        "version": version,
        "attempts": SimpleNamespace(left=2),
        "attempt": attempt,
        "failed": Attempt(public_id=KEY, quiz_version=version, points=Decimal(4), max_points=10, passed=False),
        "timed": Attempt(public_id=KEY, quiz_version=version, deadline=now + timedelta(minutes=30)),
        "rows": rows,
        "response": rows[2],
        "choices": [_choice("single"), _choice("multiple", right_count=2), _statement()],
        "written": _written(),
        "faulty": PartView("faulty", "number", gettext("Question")),
        "errors": {"faulty": gettext("Enter a number in digits, for example 35 or 12,5.")},
        "checked": [(_checked(now, RIGHT), _view("checked")), (_checked(now, "wrong"), _view("missed", chosen=1))],
        "summary": [(rows[0], _view("first")), (rows[1], _view("second", chosen=None))],
        "results": _results(lesson),
        "told": ALL,
    }


def _rows(now: datetime) -> list[Response]:
    """Every state of a cell of the map; the third is open."""
    given, flags = ({PART: [RIGHT]}, None), (False, True)
    states = [(answer, flag) for answer in given for flag in flags]
    return [
        Response(position=place, answer=answer, is_flagged=flag, saved_at=now, max_points=1)
        for place, (answer, flag) in enumerate([states[0], states[2], states[1], states[3], states[0]], start=1)
    ]


def _options(token: str, chosen: int | None) -> list[OptionView]:
    texts = [f"{gettext('Option')} {letter}" for letter in "ABC"]
    return [
        OptionView(f"{token}-{place}", text, is_chosen=place == chosen, is_correct=place == 0)
        for place, text in enumerate(texts)
    ]


def _choice(kind: str, chosen: int | None = 0, *, right_count: int = 0) -> PartView:
    return PartView(kind, kind, gettext("Question"), _options(kind, chosen), right_count=right_count)


def _statement() -> PartView:
    options = [OptionView("statement-0", "true"), OptionView("statement-1", "false")]
    return PartView("statement", "true_false", gettext("Question"), options)


def _written() -> list[PartView]:
    """The parts that are not chosen from: number, text, pairs, order, essay."""
    prompt, options = gettext("Question"), _options
    pairs = [RowView("row-1", gettext("Left side"), "pair-0"), RowView("row-2", gettext("Left side"))]
    levels = [CriterionView("c", gettext("Criterion"), [])]
    return [
        PartView("number", "number", prompt, value="4"),
        PartView("short", "short_text", prompt, value=gettext("Answer")),
        PartView("pairs", "matching", prompt, options("pair", None), pairs),
        PartView("order", "ordering", prompt, options("order", None)),
        PartView("essay", "essay", prompt, value=gettext("Answer"), criteria=levels, min_words=50, max_words=150),
    ]


def _view(token: str, chosen: int | None = 0) -> QuestionView:
    part = replace(_choice("single", chosen), token=token, options=_options(token, chosen))
    return QuestionView("", [part], gettext("Explanation"), gettext("Covenant"))


def _checked(now: datetime, answer: str) -> Response:
    """An answer that a learning quiz was asked about: it cannot be changed any more."""
    options = [{"id": RIGHT, "correct": True}, {"id": "wrong", "correct": False}]
    texts = {"feedback": {"ru": gettext("Explanation")}, "source": {"ru": gettext("Covenant")}}
    content = {"parts": [{"id": PART, "type": "single", "options": options}], **texts}
    version = QuestionVersion(content=content)
    return Response(
        position=1, answer={PART: answer}, max_points=1, checked_at=now, saved_at=now, question_version=version
    )


def _results(lesson: CourseItem) -> list[ResultRow]:
    """Right, partly right, wrong, without an answer."""
    earned = [(2, 0), (1, 0), (0, 1), (0, None)]
    return [
        ResultRow(
            Response(position=place, points=Decimal(points), max_points=2),
            _view(f"result-{place}", chosen),
            None,
            lesson,
        )
        for place, (points, chosen) in enumerate(earned, start=1)
    ]
