"""A question from a file laid over the one in the bank. Pure data on both sides.

The bank's form of a question is ``{"topic", "norms", "difficulty", "case", "feedback", "source", "parts"}`` with the
ids of parts and options; what comes in has the same without ids. What comes in empty leaves the bank's as it is. Ids
stay with the texts they belonged to, so that answers and their meaning stay together.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from quizzes.domain.answer_keys import key_of
from quizzes.question_types.essay import LEVELS

LANGUAGES = ("ru", "kk", "en")
TRILINGUAL = ("case", "feedback", "source")
ENTRIES = {"single": "options", "multiple": "options", "matching": "pairs", "ordering": "items", "essay": "criteria"}
ANY_ORDER = ("single", "multiple")

Form = dict[str, Any]
Texts = dict[str, str]


def merged(old: Form | None, incoming: Mapping[str, Any]) -> Form:
    """The form the question will have. ``old`` None: it is new."""
    base: Form = old or {"topic": "", "norms": [], "difficulty": "", "parts": []}
    form = {name: incoming[name] or base[name] for name in ("topic", "norms", "difficulty")}
    form |= {name: _texts(base.get(name), incoming.get(name)) for name in TRILINGUAL}
    olds = [*base["parts"], *[None] * len(incoming["parts"])]
    return form | {"parts": [_part(was, part) for was, part in zip(olds, incoming["parts"], strict=False)]}


def changes_key(old: Form, new: Form) -> bool:
    """Whether another answer is right now, judged by the ids that stayed."""
    return _comparable(old) != _comparable(new) or any(
        _swaps_sides(was, part) for was, part in zip(old["parts"], new["parts"], strict=False)
    )


def mixes_languages(old: Form, new: Form, incoming: Mapping[str, Any]) -> bool:
    """Whether a text changes in the languages of the file while its other languages stay as they were."""
    return any(
        any(was[code] and was[code] != text[code] for code in LANGUAGES)
        and any(was[code] and was[code] == text[code] and not given[code] for code in LANGUAGES)
        for was, text, given in _prompts(old, new, incoming)
    )


def raw_parts(form: Form) -> list[dict[str, Any]]:
    """The parts in the raw form of the StreamField."""
    return [
        {"type": part["type"], "id": part["id"], "value": {"prompt": part["prompt"], **RAW[part["type"]](part)}}
        for part in form["parts"]
    ]


def _texts(old: Texts | None, new: Texts | None) -> Texts:
    return {code: (new or {}).get(code) or (old or {}).get(code, "") for code in LANGUAGES}


def _part(old: Form | None, new: Form) -> Form:
    if old is None or old["type"] != new["type"]:
        old = {"id": str(uuid4()), "prompt": None, "accepted": {}}
    part = {**new, "id": old["id"], "prompt": _texts(old["prompt"], new["prompt"])}
    if entries := ENTRIES.get(new["type"]):
        part[entries] = _with_ids(old.get(entries, []), new[entries])
    if new["type"] == "essay" and not new["criteria"]:
        # Other programs know no rubric: the bank's stays.
        part |= {name: old[name] for name in ("min_words", "max_words", "criteria") if name in old}
    if new["type"] == "short_text":
        part["accepted"] = {code: new["accepted"].get(code) or old["accepted"].get(code, []) for code in LANGUAGES}
    return part


def _with_ids(old: list[Form], new: list[Form]) -> list[Form]:
    """``new`` with the ids and the other languages of those in ``old`` that have the same text.

    As many as are left on both sides were reworded: they are paired in order.
    """
    left = list(old)
    found = {place: same for place, entry in enumerate(new) if (same := _same(entry, left))}
    rest = [place for place in range(len(new)) if place not in found]
    if len(rest) == len(left):
        found |= dict(zip(rest, left, strict=True))
    return [_entry(found.get(place), entry) for place, entry in enumerate(new)]


def _same(entry: Form, left: list[Form]) -> Form | None:
    """Takes the first of ``left`` that has the same text out of it."""
    for place, one in enumerate(left):
        name = next(one for one in ("text", "left", "name") if one in entry)
        if _agree(one[name], entry[name]):
            return left.pop(place)
    return None


def _agree(one: Texts, other: Texts) -> bool:
    shared = [code for code in LANGUAGES if one.get(code) and other.get(code)]
    return bool(shared) and all(one[code] == other[code] for code in shared)


def _entry(old: Form | None, new: Form) -> Form:
    if old is None:
        return {**new, "id": str(uuid4())}
    texts: Form = {
        name: _texts(old[name], new[name]) for name in ("text", "left", "right", "name", *LEVELS) if name in new
    }
    # What a file cannot say of an option, as that it is pinned, stays.
    return {**old, **new, **texts, "id": old["id"]}


def _comparable(form: Form) -> dict[str, Any]:
    kinds = {part["id"]: part["type"] for part in form["parts"]}
    return {
        one: (kinds[one], sorted(right) if kinds[one] in ANY_ORDER else right) for one, right in key_of(form).items()
    }


def _swaps_sides(old: Form, new: Form) -> bool:
    """Whether a pair has got the right side of another pair."""
    if old["type"] != "matching":
        return False
    before = {pair["id"]: pair["right"] for pair in old["pairs"]}
    return any(
        pair["right"][code] != before[pair["id"]][code]
        and any(right[code] == pair["right"][code] for one, right in before.items() if one != pair["id"])
        for pair in new["pairs"]
        for code in LANGUAGES
        if pair["id"] in before
    )


def _prompts(old: Form, new: Form, incoming: Mapping[str, Any]) -> list[tuple[Texts, Texts, Texts]]:
    sides = zip(old["parts"], new["parts"], incoming["parts"], strict=False)
    return [(was["prompt"], part["prompt"], given["prompt"]) for was, part, given in sides]


def _item(entry: Form, value: Any) -> Form:
    return {"type": "item", "id": entry["id"], "value": value}


def _raw_choice(part: Form) -> Form:
    extra = {"pinned": "is_pinned"}
    options = [
        {"text": one["text"], "is_correct": one["correct"]}
        | {raw: one[name] for name, raw in extra.items() if name in one}
        for one in part["options"]
    ]
    return {"options": [_item(one, value) for one, value in zip(part["options"], options, strict=True)]}


def _raw_essay(part: Form) -> Form:
    criteria = [_item(one, {name: one[name] for name in ("name", *LEVELS)}) for one in part["criteria"]]
    return {"min_words": part["min_words"], "max_words": part["max_words"], "criteria": criteria}


def _raw_pairs(part: Form) -> Form:
    return {"pairs": [_item(pair, {"left": pair["left"], "right": pair["right"]}) for pair in part["pairs"]]}


RAW: dict[str, Callable[[Form], Form]] = {
    "single": _raw_choice,
    "multiple": _raw_choice,
    "true_false": lambda part: {"is_true": part["correct"]},
    "matching": _raw_pairs,
    "ordering": lambda part: {"items": [_item(item, item["text"]) for item in part["items"]]},
    "number": lambda part: {"value": part["value"], "tolerance": part["tolerance"]},
    "essay": _raw_essay,
    "short_text": lambda part: {"accepted": {code: "\n".join(part["accepted"][code]) for code in LANGUAGES}},
}
