"""Frozen parts as plain data, the way ``question_types`` reads them."""

from collections.abc import Callable
from typing import Any

from quizzes.question_types import Dealer

Part = dict[str, Any]


def texts(text: str) -> dict[str, str]:
    """One text in three languages."""
    return dict.fromkeys(("ru", "kk", "en"), text)


def choice(kind: str, *, right: list[str], wrong: list[str]) -> Part:
    """A part to choose from; ids are the texts."""
    options = [{"id": one, "text": texts(one), "correct": one in right} for one in [*right, *wrong]]
    return {"id": "p1", "type": kind, "prompt": texts("?"), "options": options}


def true_false(*, correct: bool = True) -> Part:
    """A statement."""
    return {"id": "p1", "type": "true_false", "prompt": texts("?"), "correct": correct}


def matching(count: int = 3) -> Part:
    """Pairs; the right answer joins equal ids."""
    pairs = [{"id": f"pair{n}", "left": texts(f"left {n}"), "right": texts(f"right {n}")} for n in range(count)]
    return {"id": "p1", "type": "matching", "prompt": texts("?"), "pairs": pairs}


def rematched(count: int = 3) -> Part:
    """Pairs of which a correction exchanged the right sides of the first two."""
    part = matching(count)
    part["pairs"][0]["answer"], part["pairs"][1]["answer"] = "pair1", "pair0"
    return part


def ordering(count: int = 4) -> Part:
    """Steps in the right order."""
    items = [{"id": f"step{n}", "text": texts(f"step {n}")} for n in range(count)]
    return {"id": "p1", "type": "ordering", "prompt": texts("?"), "items": items}


def number(value: str = "35", tolerance: str = "0") -> Part:
    """A number."""
    return {"id": "p1", "type": "number", "prompt": texts("?"), "value": value, "tolerance": tolerance}


def short_text(*accepted: str) -> Part:
    """A word, the same in every language."""
    words = {code: list(accepted) for code in ("ru", "kk", "en")}
    return {"id": "p1", "type": "short_text", "prompt": texts("?"), "accepted": words}


EVERY_TYPE = [
    choice("single", right=["a"], wrong=["b", "c"]),
    choice("multiple", right=["a", "b"], wrong=["c"]),
    true_false(),
    matching(),
    ordering(),
    number(),
    short_text("доклад"),
]

RIGHT_ANSWERS: dict[str, Callable[[Part], Any]] = {
    "single": lambda part: next(one["id"] for one in part["options"] if one["correct"]),
    "multiple": lambda part: [one["id"] for one in part["options"] if one["correct"]],
    "true_false": lambda part: "true" if part["correct"] else "false",
    "matching": lambda part: {pair["id"]: pair["id"] for pair in part["pairs"]},
    "ordering": lambda part: [item["id"] for item in part["items"]],
    "number": lambda part: part["value"],
    "short_text": lambda part: part["accepted"]["ru"][0],
}


def right_answer(part: Part) -> Any:
    """The answer that earns everything."""
    return RIGHT_ANSWERS[part["type"]](part)


def dealer() -> Dealer:
    """Hands out t1, t2, … and reverses what it shuffles."""
    tokens = (f"t{number}" for number in range(1, 1000))
    return Dealer(token=lambda: next(tokens), shuffle=list.reverse)
