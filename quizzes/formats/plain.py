"""A question between a file and the bank: plain data without ids, and what is wrong with it.

A *plain question* is ``{"topic", "norms", "difficulty", "case", "feedback", "source", "parts"}``. Parts look as
``quizzes.domain.content`` makes them, without ids. A text is ``{"ru", "kk", "en"}``; an empty one says nothing, it
never asks for something to be taken away. "case" is missing where a format cannot carry several parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from core.uploads.garbling import looks_garbled

LANGUAGES = ("ru", "kk", "en")
MAX_QUESTIONS = 5_000
MAX_PARTS = 5
MAX_TEXT = 5_000
MAX_WORDING = 1_000
MAX_SOURCE = 250
MAX_DIGITS = 15
# How many entries a list of a part may have: options, pairs, steps.
BOUNDS = {"options": (2, 10), "pairs": (2, 8), "items": (2, 8), "criteria": (0, 5)}

Texts = dict[str, str]
Plain = dict[str, Any]
Problem = tuple[str, dict[str, Any]]


class UnreadableQuestion(Exception):
    """One question cannot be read; the others of the file can."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass
class ReadQuestion:
    """What stood at ``line`` of a file. With ``problems`` it cannot be taken over; ``remarks`` say what is lost.

    ``key`` is the question's code, or empty where the file gives none.
    """

    line: int
    key: str = ""
    question: Plain = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def no_texts() -> Texts:
    """A text that is empty in every language."""
    return dict.fromkeys(LANGUAGES, "")


def decimal_text(text: str) -> str:
    """A number as the bank writes it; decimal comma or point. Raises ``UnreadableQuestion``."""
    try:
        number = Decimal(text.strip().replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        number = Decimal("NaN")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(number.adjusted()) > MAX_DIGITS or exponent < -MAX_DIGITS:
        raise UnreadableQuestion("not_a_number", text=text[:40])
    return f"{number.normalize() + 0:f}"


def problems_of(question: Mapping[str, Any]) -> Iterator[Problem]:
    """What keeps a plain question out of the bank, whatever file it came from."""
    if not 1 <= len(question["parts"]) <= MAX_PARTS:
        yield "part_count", {"most": MAX_PARTS}
    for name, most in (("case", MAX_TEXT), ("feedback", MAX_TEXT), ("source", MAX_SOURCE)):
        if any(len(text) > most for text in question.get(name, {}).values()):
            yield "too_long", {"most": most}
    for part in question["parts"]:
        yield from _part_problems(part)
    if any(map(looks_garbled, _all_texts(question))):
        yield "garbled", {}


def _part_problems(part: Mapping[str, Any]) -> Iterator[Problem]:
    if any(len(text) > MAX_WORDING for text in _all_texts(part)):
        yield "too_long", {"most": MAX_WORDING}
    if not any(part["prompt"].values()):
        yield "no_prompt", {}
    for name, (fewest, most) in BOUNDS.items():
        if name in part and not fewest <= len(part[name]) <= most:
            yield "entry_count", {"fewest": fewest, "most": most}


def _all_texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _all_texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _all_texts(value)
