"""What stands between the braces of a GIFT question."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.tidying import tidy_line
from quizzes.formats.gift_syntax import WEIGHT, position, split_before, unwritten
from quizzes.formats.plain import LANGUAGES, ReadQuestion, Texts, UnreadableQuestion, decimal_text

TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
MAX_WORDS = 600
RANGE = re.compile(r"(-?[\d,]+(?:\.\d+)?)\s*\.\.\s*(-?[\d,.]+)")

Wording = Callable[[str], Texts]


@dataclass(frozen=True)
class _Answer:
    """``sign`` is "=" or "~"; ``text`` and ``feedback`` are still GIFT source."""

    sign: str
    weight: float | None
    text: str
    feedback: str

    @property
    def is_right(self) -> bool:
        return self.sign == "=" and (self.weight is None or self.weight >= 100)


def read_answers(inside: str, wording: Wording, result: ReadQuestion) -> dict[str, Any]:
    """Type and answers of the part, with "feedback" if the right answer has one; remarks go into ``result``.

    Raises ``UnreadableQuestion``.
    """
    source = inside.strip()
    if not source:
        result.remarks.append(("no_rubric", {}))
        return {"type": "essay", "min_words": 0, "max_words": MAX_WORDS, "criteria": []}
    if source.startswith("#"):
        return _number(source[1:], result)
    head = source.partition("#")[0].strip().upper()
    if head in TRUTHS:
        return _true_false(source, TRUTHS[head], wording)
    answers = _answers(source)
    if any(answer.feedback for answer in answers if not answer.is_right):
        result.remarks.append(("answer_feedback", {}))
    part = _listed(answers, wording, result)
    explained = [answer.feedback for answer in answers if answer.is_right and answer.feedback]
    return part | {"feedback": wording(explained[0])} if explained else part


def _listed(answers: list[_Answer], wording: Wording, result: ReadQuestion) -> dict[str, Any]:
    if any(answer.sign == "~" for answer in answers):
        return _choice(answers, wording, result)
    arrows = [position(answer.text, "->") for answer in answers]
    if all(at >= 0 for at in arrows):
        pairs = zip(answers, arrows, strict=True)
        return {
            "type": "matching",
            "pairs": [{"left": wording(one.text[:at]), "right": wording(one.text[at + 2 :])} for one, at in pairs],
        }
    return _short_text(answers, wording, result)


def _answers(source: str) -> list[_Answer]:
    first, *pieces = split_before(source, "=~")
    if first.strip() or not pieces:
        raise UnreadableQuestion("answers")
    return [_answer(piece) for piece in pieces]


def _answer(piece: str) -> _Answer:
    text = piece[1:].strip()
    match = WEIGHT.match(text)
    weight = float(match[1].replace(",", ".")) if match else None
    text = text[match.end() :] if match else text
    hash_at = position(text, "#")
    feedback = text[hash_at + 1 :] if hash_at >= 0 else ""
    return _Answer(piece[0], weight, text[:hash_at] if hash_at >= 0 else text, feedback.strip())


def _choice(answers: list[_Answer], wording: Wording, result: ReadQuestion) -> dict[str, Any]:
    is_single = any(answer.sign == "=" for answer in answers)
    weights = [answer.weight or 0 for answer in answers]
    gains = {round(weight, 1) for weight in weights if weight > 0}
    if (is_single and gains - {100}) or len(gains) > 1:
        result.remarks.append(("weights", {}))
    options = [
        {"text": wording(answer.text), "correct": answer.is_right if is_single else weight > 0}
        for answer, weight in zip(answers, weights, strict=True)
    ]
    return {"type": "single" if is_single else "multiple", "options": options}


def _short_text(answers: list[_Answer], wording: Wording, result: ReadQuestion) -> dict[str, Any]:
    if any(not answer.is_right for answer in answers):
        result.remarks.append(("weights", {}))
    texts = [wording(answer.text) for answer in answers if answer.is_right]
    accepted = {code: [line for one in texts if (line := tidy_line(one[code]))] for code in LANGUAGES}
    return {"type": "short_text", "accepted": accepted}


def _true_false(source: str, is_true: bool, wording: Wording) -> dict[str, Any]:
    """After the truth come the remark on a wrong answer and the one on the right answer."""
    remarks = [piece[1:] for piece in split_before(source, "#")[1:]]
    part: dict[str, Any] = {"type": "true_false", "correct": is_true}
    return part | {"feedback": wording(remarks[-1])} if remarks else part


def _number(source: str, result: ReadQuestion) -> dict[str, Any]:
    # The one answer may stand without its sign; several have one each.
    first, *pieces = split_before(source, "=")
    if not pieces:
        pieces = [f"={first}"]
    elif first.strip():
        raise UnreadableQuestion("answers")
    right = [answer for answer in map(_answer, pieces) if answer.is_right]
    if not right:
        raise UnreadableQuestion("not_a_number", text=tidy_line(source)[:40])
    if len(pieces) > 1:
        result.remarks.append(("further_numbers", {}))
    return {"type": "number", **_value(unwritten(right[0].text))}


def _value(text: str) -> dict[str, str]:
    """``value:tolerance``, ``low..high`` or ``value``."""
    if match := RANGE.fullmatch(text):
        low, high = (Decimal(decimal_text(end)) for end in match.groups())
        return {"value": decimal_text(f"{(low + high) / 2}"), "tolerance": decimal_text(f"{abs(high - low) / 2}")}
    value, _colon, tolerance = text.partition(":")
    return {"value": decimal_text(value), "tolerance": decimal_text(tolerance or "0").lstrip("-")}
