"""From what an author edits to the plain, frozen form that ``question_types`` reads."""

from collections.abc import Callable, Mapping
from typing import Any

from wagtail.blocks import StreamValue

from quizzes.models import Question
from quizzes.question_types import TYPES
from quizzes.question_types.essay import LEVELS

LANGUAGES = ("ru", "kk", "en")


def content_of(question: Question) -> dict[str, Any]:
    """The question as JSON-able data: ``{"case", "parts", "feedback", "source"}``, texts by language."""
    return {
        "case": _texts_of(question, "case"),
        "parts": [_part(child) for child in question.parts],
        "feedback": _texts_of(question, "feedback"),
        "source": _texts_of(question, "source"),
    }


def problems_of(content: Mapping[str, Any]) -> list[tuple[int, str]]:
    """``(part number from 1, problem code)`` for all that keeps a question from being asked; see QuestionType."""
    parts = content["parts"]
    found = [] if parts else [(0, "empty")]
    return found + [
        (number, code) for number, part in enumerate(parts, start=1) for code in TYPES[part["type"]].problems(part)
    ]


def _part(child: StreamValue.StreamChild) -> dict[str, Any]:
    value = child.value
    head = {"id": str(child.id), "type": child.block_type, "prompt": _texts(value["prompt"])}
    return head | READERS[child.block_type](value)


def _choice(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"options": [_option(item) for item in value["options"].bound_blocks]}


def _option(item: Any) -> dict[str, Any]:
    option = {"id": item.id, "text": _texts(item.value["text"]), "correct": bool(item.value["is_correct"])}
    return option | {"pinned": True} if item.value.get("is_pinned") else option


def _true_false(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"correct": bool(value["is_true"])}


def _matching(value: Mapping[str, Any]) -> dict[str, Any]:
    pairs = [
        {"id": item.id, "left": _texts(item.value["left"]), "right": _texts(item.value["right"])}
        for item in value["pairs"].bound_blocks
    ]
    return {"pairs": pairs}


def _ordering(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"items": [{"id": item.id, "text": _texts(item.value)} for item in value["items"].bound_blocks]}


def _number(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"value": f"{value['value'].normalize():f}", "tolerance": f"{value['tolerance'].normalize():f}"}


def _short_text(value: Mapping[str, Any]) -> dict[str, Any]:
    accepted = {
        code: [line.strip() for line in (value["accepted"][code] or "").splitlines() if line.strip()]
        for code in LANGUAGES
    }
    return {"accepted": accepted}


def _essay(value: Mapping[str, Any]) -> dict[str, Any]:
    criteria = [
        {"id": item.id} | {name: _texts(item.value[name]) for name in ("name", *LEVELS)}
        for item in value["criteria"].bound_blocks
    ]
    return {"min_words": value["min_words"] or 0, "max_words": value["max_words"] or 0, "criteria": criteria}


READERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "number": _number,
    "short_text": _short_text,
    "essay": _essay,
}


def _texts(value: Mapping[str, Any]) -> dict[str, str]:
    return {code: value[code] or "" for code in LANGUAGES}


def _texts_of(question: Question, name: str) -> dict[str, str]:
    return {code: getattr(question, f"{name}_{code}") for code in LANGUAGES}
