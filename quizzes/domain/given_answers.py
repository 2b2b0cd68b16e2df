"""What people gave where there are no options to choose from: wordings, numbers, pairs, orders. Counted, no names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.folding import folded
from quizzes.domain.keys_in_force import Keys, PartKeys, is_right
from quizzes.question_types import Part
from quizzes.question_types.arranging import right_side

MOST_SHOWN = 20
# What fewer people wrote might be about one of them.
FEWEST_ALIKE = 3

Figures = dict[str, Any]


@dataclass(frozen=True)
class Given:
    """So many people gave this answer in this language, by part id (None: nothing)."""

    language: str
    answer: Mapping[str, Any] | None
    count: int


def has_given(part: Part) -> bool:
    """Whether ``given_tables`` has a table of this part."""
    return part["type"] in COUNTERS


def answered_freely(parts: Sequence[Part], answer: Mapping[str, Any] | None) -> dict[str, Any]:
    """What of an answer ``given_tables`` needs: essays beside it are long."""
    return (
        {part["id"]: answer[part["id"]] for part in parts if has_given(part) and part["id"] in answer} if answer else {}
    )


def given_tables(parts: Sequence[Part], keys: Keys, given: Iterable[Given]) -> list[Figures]:
    """A table per part that has no options: ``{"part", "rows"}``.

    A row is ``{"of", "given", "others", "none"}``: a left side (by its id), a step (by its id; in the order that is
    right now) or the whole part (``""``); how many gave which value (right side's id, place from 1, wording or
    number), most frequent first; how many gave a wording that is not listed; how many gave nothing. Wordings and
    numbers are the ``MOST_SHOWN`` that at least ``FEWEST_ALIKE`` people gave.
    """
    counted = list(given)
    return [
        {"part": part["id"], "rows": COUNTERS[part["type"]](part, keys[part["id"]], _answers(part["id"], counted))}
        for part in parts
        if has_given(part)
    ]


Answers = list[tuple[Any, int]]


def _answers(part_id: str, given: Iterable[Given]) -> Answers:
    return [((one.answer or {}).get(part_id), one.count) for one in given]


def _written(part: Part, keys: PartKeys, answers: Answers) -> list[Figures]:
    """Equal but for case, accents and Kazakh letters is one wording; its most frequent spelling stands for it."""
    alike: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for answer, count in answers:
        if answer is not None:
            alike[SAME[part["type"]](answer)][answer] += count
    ranked = sorted(alike.values(), key=lambda spellings: (-spellings.total(), _usual(spellings)))
    shown = [one for one in ranked if one.total() >= FEWEST_ALIKE][:MOST_SHOWN]
    values = [_value(_usual(one), one.total(), is_right(keys, _usual(one))) for one in shown]
    return [_row("", values, sum(one.total() for one in ranked), answers)]


def _matched(part: Part, keys: PartKeys, answers: Answers) -> list[Figures]:
    return [_side(pair["id"], keys, answers) for pair in part["pairs"]]


def _side(left: str, keys: PartKeys, answers: Answers) -> Figures:
    pairs = None if keys is None else [pair for key in keys for pair in key["pairs"] if pair["id"] == left]
    right = None if pairs is None else set(map(right_side, pairs))
    counts = _counts(((answer or {}).get(left), count) for answer, count in answers)
    values = [_value(one, count, right is None or one in right) for one, count in counts.most_common()]
    return _row(left, values, counts.total(), answers)


def _ordered(part: Part, keys: PartKeys, answers: Answers) -> list[Figures]:
    newest = keys[-1] if keys else part
    return [_step(item["id"], keys, answers) for item in newest["items"]]


def _step(step: str, keys: PartKeys, answers: Answers) -> Figures:
    right = None if keys is None else {_place(step, [item["id"] for item in key["items"]]) for key in keys}
    counts = _counts((None if answer is None else _place(step, answer), count) for answer, count in answers)
    values = [_value(place, counts[place], right is None or place in right) for place in sorted(counts)]
    return _row(step, values, counts.total(), answers)


def _place(step: str, order: Sequence[str]) -> int:
    return order.index(step) + 1


def _counts(answers: Iterable[tuple[Any, int]]) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for value, count in answers:
        if value is not None:
            counts[value] += count
    return counts


def _value(value: Any, count: int, right: bool) -> Figures:
    return {"value": value, "count": count, "is_right": right}


def _row(of: str, values: list[Figures], answered: int, answers: Answers) -> Figures:
    listed = sum(one["count"] for one in values)
    everybody = sum(count for _answer, count in answers)
    return {"of": of, "given": values, "others": answered - listed, "none": everybody - answered}


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda one: (-spellings[one], one))


COUNTERS: dict[str, Callable[[Part, PartKeys, Answers], list[Figures]]] = {
    "short_text": _written,
    "number": _written,
    "matching": _matched,
    "ordering": _ordered,
}
SAME: dict[str, Callable[[str], str]] = {
    "short_text": folded,
    "number": lambda answer: f"{Decimal(answer).normalize():f}",
}
