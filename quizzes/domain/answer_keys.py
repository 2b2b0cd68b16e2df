"""What is right in a frozen question, apart from its words. Pure data, so that a key can be compared and replaced.

A key maps a part's id to: the right option ids (single, multiple, in the options' order), true or false, the number
and its tolerance, the accepted wordings by language, the step ids in their right order, or the right side's pair id
by left pair id. Essays have no key.
"""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.question_types import Part
from quizzes.question_types.arranging import joined_pairs, right_side

Key = dict[str, Any]
Content = Mapping[str, Any]


def key_of(content: Content) -> Key:
    """The key of every part that has one, by part id."""
    return {part["id"]: READERS[part["type"]](part) for part in content["parts"] if part["type"] in READERS}


def with_key(content: Content, key: Key) -> dict[str, Any]:
    """The same question with another key; parts that ``key`` does not name stay as they are."""
    parts = [
        {**part, **WRITERS[part["type"]](part, key[part["id"]])} if part["id"] in key else part
        for part in content["parts"]
    ]
    return {**content, "parts": parts}


def as_written(content: Content) -> dict[str, Any]:
    """The question as its author writes it: each left side stands beside the right side that belongs to it."""
    parts = [{**part, "pairs": _joined(part)} if part["type"] == "matching" else part for part in content["parts"]]
    return {**content, "parts": parts}


def asks_the_same(one: Content, other: Content) -> bool:
    """Whether two frozen questions differ in nothing but their keys."""
    return _without_key(one) == _without_key(other)


def raw_with_key(raw_parts: list[dict[str, Any]], content: Content) -> list[dict[str, Any]]:
    """An author's parts (raw form of the StreamField) with the key of ``content``, all else as the author has it.

    Parts and options that ``content`` does not know are left alone.
    """
    known = {part["id"]: part for part in content["parts"] if part["type"] in RAW_WRITERS}
    return [
        {**raw, "value": raw["value"] | RAW_WRITERS[raw["type"]](raw["value"], known[raw["id"]])}
        if raw.get("id") in known and known[raw["id"]]["type"] == raw["type"]
        else raw
        for raw in raw_parts
    ]


def _without_key(content: Content) -> dict[str, Any]:
    parts = [
        {name: _bare(value) for name, value in part.items() if name not in KEY_FIELDS.get(part["type"], ())}
        | {"rights": _rights(part)}
        for part in content["parts"]
    ]
    return {**content, "parts": parts}


def _bare(value: Any) -> Any:
    """A list of options without what is right, in an order that says nothing."""
    if not isinstance(value, list):
        return value
    return sorted(
        ({name: one[name] for name in one if name not in ("correct", "right", "answer")} for one in value),
        key=lambda one: one["id"],
    )


def _rights(part: Part) -> list[list[tuple[str, str]]]:
    """The right sides there are, whatever they stand beside."""
    return sorted(sorted(pair["right"].items()) for pair in part.get("pairs", ()))


def _right_options(part: Part) -> list[str]:
    return [option["id"] for option in part["options"] if option["correct"]]


def _options(part: Part, right: list[str]) -> dict[str, Any]:
    return {"options": [{**option, "correct": option["id"] in right} for option in part["options"]]}


def _items(part: Part, order: list[str]) -> dict[str, Any]:
    return {"items": sorted(part["items"], key=lambda item: order.index(item["id"]))}


def _pairs(part: Part, rights: dict[str, str]) -> dict[str, Any]:
    return {"pairs": [_with_answer(pair, rights[pair["id"]]) for pair in part["pairs"]]}


def _with_answer(pair: Mapping[str, Any], right: str) -> dict[str, Any]:
    bare = {name: value for name, value in pair.items() if name != "answer"}
    return bare if right == pair["id"] else bare | {"answer": right}


def _joined(part: Part) -> list[dict[str, Any]]:
    pairs = zip(part["pairs"], joined_pairs(part), strict=True)
    return [{"id": pair["id"], "left": left, "right": right} for pair, (left, right) in pairs]


READERS: dict[str, Callable[[Part], Any]] = {
    "single": _right_options,
    "multiple": _right_options,
    "true_false": lambda part: part["correct"],
    "number": lambda part: {"value": part["value"], "tolerance": part["tolerance"]},
    "short_text": lambda part: part["accepted"],
    "ordering": lambda part: [item["id"] for item in part["items"]],
    "matching": lambda part: {pair["id"]: right_side(pair) for pair in part["pairs"]},
}
WRITERS: dict[str, Callable[[Part, Any], dict[str, Any]]] = {
    "single": _options,
    "multiple": _options,
    "true_false": lambda part, key: {"correct": key},
    "number": lambda part, key: dict(key),
    "short_text": lambda part, key: {"accepted": dict(key)},
    "ordering": _items,
    "matching": _pairs,
}
KEY_FIELDS = {"true_false": ("correct",), "number": ("value", "tolerance"), "short_text": ("accepted",)}


def _raw_options(value: dict[str, Any], part: Part) -> dict[str, Any]:
    right = {option["id"]: option["correct"] for option in part["options"]}
    options = [
        {**one, "value": one["value"] | {"is_correct": right[one["id"]]}} if one.get("id") in right else one
        for one in value["options"]
    ]
    return {"options": options}


def _raw_items(value: dict[str, Any], part: Part) -> dict[str, Any]:
    place = {item["id"]: number for number, item in enumerate(part["items"])}
    return {"items": sorted(value["items"], key=lambda one: place.get(one.get("id"), len(place)))}


def _raw_pairs(value: dict[str, Any], part: Part) -> dict[str, Any]:
    # In the author's form the texts themselves move: there every left side stands beside its right one.
    right = {pair["id"]: pair["right"] for pair in _joined(part)}
    pairs = [
        {**one, "value": one["value"] | {"right": right[one["id"]]}} if one.get("id") in right else one
        for one in value["pairs"]
    ]
    return {"pairs": pairs}


def _raw_wordings(value: dict[str, Any], part: Part) -> dict[str, Any]:
    return {"accepted": {code: "\n".join(lines) for code, lines in part["accepted"].items()}}


RAW_WRITERS: dict[str, Callable[[dict[str, Any], Part], dict[str, Any]]] = {
    "single": _raw_options,
    "multiple": _raw_options,
    "true_false": lambda value, part: {"is_true": part["correct"]},
    "number": lambda value, part: {"value": part["value"], "tolerance": part["tolerance"]},
    "short_text": _raw_wordings,
    "ordering": _raw_items,
    "matching": _raw_pairs,
}
