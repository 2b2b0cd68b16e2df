"""Question parts: from a file to the raw form that StreamField stores. One part holds all three languages."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from courses.formats.nodes import LANGUAGES, Node, stable_id
from quizzes.question_types.essay import LEVELS


def read_part(node: Node, part_id: str) -> dict[str, Any]:
    """The part; raises ``ContentError``."""
    kind = node.text("type")
    if kind not in READERS:
        raise node.error(f"There is no question of the type “{kind}”.")
    value = {"prompt": node.texts("prompt"), **READERS[kind](node, part_id)}
    return {"type": kind, "value": value, "id": part_id}


def _choice(node: Node, part_id: str) -> dict[str, Any]:
    options = [
        {"text": option.texts("text"), "is_correct": option.value("correct", bool)}
        for option in node.nodes("options", "option")
    ]
    return {"options": _items(options, part_id)}


def _true_false(node: Node, part_id: str) -> dict[str, Any]:
    return {"is_true": node.value("correct", bool)}


def _matching(node: Node, part_id: str) -> dict[str, Any]:
    pairs = [{"left": pair.texts("left"), "right": pair.texts("right")} for pair in node.nodes("pairs", "pair")]
    return {"pairs": _items(pairs, part_id)}


def _ordering(node: Node, part_id: str) -> dict[str, Any]:
    return {"items": _items([step.texts("text") for step in node.nodes("items", "step")], part_id)}


def _number(node: Node, part_id: str) -> dict[str, Any]:
    return {"value": _decimal(node, "value"), "tolerance": _decimal(node, "tolerance")}


def _short_text(node: Node, part_id: str) -> dict[str, Any]:
    accepted = node.lists("accepted", same_length=False)
    return {"accepted": {code: "\n".join(accepted[code]) for code in LANGUAGES}}


def _essay(node: Node, part_id: str) -> dict[str, Any]:
    criteria = [_criterion(one) for one in node.nodes("criteria", "criterion")]
    limits = {name: node.value(name, int) for name in ("min_words", "max_words")}
    return {**limits, "criteria": _items(criteria, part_id)}


def _criterion(node: Node) -> dict[str, Any]:
    """A name and one text per level, from the lowest up."""
    levels = node.nodes("levels", "level")
    if len(levels) != len(LEVELS):
        raise node.error(f"“levels” must be {len(LEVELS)}.")
    return {"name": node.texts("name")} | {
        name: level.texts("text") for name, level in zip(LEVELS, levels, strict=True)
    }


READERS: dict[str, Callable[[Node, str], dict[str, Any]]] = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "number": _number,
    "short_text": _short_text,
    "essay": _essay,
}


def _items(values: list[Any], part_id: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": stable_id(part_id, number)}
        for number, value in enumerate(values, start=1)
    ]


def _decimal(node: Node, name: str) -> str:
    try:
        number = Decimal(node.value(name, str))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise node.error(f"“{name}” is not a number.")
    return str(number)
