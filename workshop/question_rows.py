"""The questions of a course beside its pages: which languages they are in, and which need somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from quizzes.domain.question_texts import first_words, missing_texts
from quizzes.models import Question, Quiz, QuizSlot, QuizStatistics

SHOWN_LETTERS = 90


@dataclass(frozen=True)
class QuestionRow:
    """A question that a quiz names; ``cells`` is ``(language, state in words)`` in the site's order."""

    pk: int
    words: str
    cells: list[tuple[str, str]]
    is_ready: bool


@dataclass(frozen=True)
class QuizRows:
    """The questions that a quiz names: how many, how many are ready in all languages, and the others."""

    count: int
    ready: int
    open: list[QuestionRow]


def question_rows(quizzes: Iterable[int]) -> dict[int, QuizRows]:
    """By number of the quiz. Two queries; questions drawn from topics are the bank's and not listed."""
    slots = QuizSlot.objects.filter(question__isnull=False).select_related("question").order_by("sort_order", "pk")
    found = Quiz.objects.filter(pk__in=quizzes).prefetch_related(Prefetch("slots", slots, to_attr="asking"))
    return {quiz.pk: _rows([_row(slot.question) for slot in quiz.asking]) for quiz in found}


def flagged_in(quizzes: Iterable[int]) -> dict[int, int]:
    """By number of the quiz how many of its questions statistics point at, in the newest version counted."""
    counted = QuizStatistics.objects.filter(quiz_version__quiz__in=quizzes, quiz_version__is_preview=False)
    rows = counted.order_by("quiz_version__number").values_list("quiz_version__quiz", "figures__flagged")
    return {quiz: flagged for quiz, flagged in rows if flagged}


def outdated_in(quizzes: Iterable[int]) -> int:
    """How many questions that these quizzes name have a translation that is behind."""
    return Question.objects.filter(slots__quiz__in=quizzes).exclude(outdated={}).distinct().count()


def _rows(rows: list[QuestionRow]) -> QuizRows:
    waiting = [row for row in rows if not row.is_ready]
    return QuizRows(len(rows), len(rows) - len(waiting), waiting)


def _row(question: Question) -> QuestionRow:
    missing = missing_texts(question)
    states = [(code, _state(question, code, missing)) for code, _name in settings.LANGUAGES]
    words = first_words(question)[:SHOWN_LETTERS] or question.key
    cells = [(code, text or str(_("ready"))) for code, text in states]
    return QuestionRow(question.pk, words, cells, not any(text for _code, text in states))


def _state(question: Question, code: str, missing: dict[str, list[Any]]) -> str:
    """Nothing for a language that is ready."""
    if count := len(question.outdated.get(code, ())):
        return _("translation behind: %(count)d") % {"count": count}
    if count := len(missing[code]):
        return _("missing: %(count)d") % {"count": count}
    return ""
