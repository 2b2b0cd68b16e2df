"""Questions and quizzes, as an author would have made them."""

from datetime import UTC, datetime
from typing import Any

from quizzes.choices import QuestionState
from quizzes.domain.publishing import freeze_quiz
from quizzes.models import Question, Quiz, QuizSlot
from tests.factories.numbers import numbers

PUBLISHED_AT = datetime(2026, 9, 1, 8, tzinfo=UTC)


def texts(text: str) -> dict[str, str]:
    """One text told apart by language."""
    return {code: f"{text} [{code}]" for code in ("ru", "kk", "en")}


def single(prompt: str = "Which?", *, right: str = "right", wrong: tuple[str, ...] = ("wrong", "worse")) -> dict:
    """A part with one right option; option ids are the plain texts."""
    options = [_item(right, {"text": texts(right), "is_correct": True})]
    options += [_item(text, {"text": texts(text), "is_correct": False}) for text in wrong]
    return {"type": "single", "value": {"prompt": texts(prompt), "options": options}}


def multiple(prompt: str = "Which ones?", *, right: tuple[str, ...], wrong: tuple[str, ...]) -> dict:
    """A part with several right options."""
    options = [_item(text, {"text": texts(text), "is_correct": text in right}) for text in (*right, *wrong)]
    return {"type": "multiple", "value": {"prompt": texts(prompt), "options": options}}


def true_false(prompt: str = "So it is.", *, is_true: bool = True) -> dict:
    """A statement."""
    return {"type": "true_false", "value": {"prompt": texts(prompt), "is_true": is_true}}


def matching(prompt: str = "Match.", **pairs: str) -> dict:
    """Pairs, left=right."""
    items = [_item(left, {"left": texts(left), "right": texts(right)}) for left, right in pairs.items()]
    return {"type": "matching", "value": {"prompt": texts(prompt), "pairs": items}}


def ordering(prompt: str = "Order.", *steps: str) -> dict:
    """Steps in the right order."""
    return {
        "type": "ordering",
        "value": {"prompt": texts(prompt), "items": [_item(step, texts(step)) for step in steps]},
    }


def number(prompt: str = "How many?", *, value: str = "35", tolerance: str = "0") -> dict:
    """A number."""
    return {"type": "number", "value": {"prompt": texts(prompt), "value": value, "tolerance": tolerance}}


def short_text(prompt: str = "What is it called?", *accepted: str) -> dict:
    """A word; the same accepted wordings in every language."""
    lines = "\n".join(accepted or ("word",))
    return {
        "type": "short_text",
        "value": {"prompt": texts(prompt), "accepted": dict.fromkeys(("ru", "kk", "en"), lines)},
    }


def essay(prompt: str = "Write.", *criteria: str, least: int = 2, most: int = 50) -> dict:
    """An open answer with these criteria (three by default), whose ids are their names."""
    names = criteria or ("facts", "law", "language")
    items = [
        _item(name, {"name": texts(name)} | {f"level_{level}": texts(f"{name} {level}") for level in range(4)})
        for name in names
    ]
    value = {"prompt": texts(prompt), "min_words": least, "max_words": most, "criteria": items}
    return {"type": "essay", "value": value}


def make_question(*parts: dict[str, Any], **fields: Any) -> Question:
    """A ready question with these parts (one single-choice part by default); part ids are p1, p2, …"""
    made = [part | {"id": f"p{place}"} for place, part in enumerate(parts or (single(),), start=1)]
    defaults: dict[str, Any] = {"key": f"q-{next(numbers)}", "state": QuestionState.READY, "parts": made}
    for name in ("feedback", "source"):
        defaults |= {f"{name}_{code}": text for code, text in texts(name).items()}
    return Question.objects.create(**defaults | fields)


def make_quiz(*questions: Question, points: int = 1, **fields: Any) -> Quiz:
    """A quiz of these questions (two by default), not frozen yet."""
    quiz = Quiz.objects.create(**{"name": f"Quiz {next(numbers)}"} | fields)
    for place, question in enumerate(questions or (make_question(), make_question())):
        QuizSlot.objects.create(quiz=quiz, question=question, points=points, sort_order=place)
    return quiz


def make_published_quiz(*questions: Question, **fields: Any) -> Quiz:
    """A quiz that learners can take."""
    quiz = make_quiz(*questions, **fields)
    freeze_quiz(quiz, now=PUBLISHED_AT)
    return quiz


def _item(identity: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": identity, "value": value}
