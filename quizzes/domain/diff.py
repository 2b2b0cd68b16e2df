"""What differs between two frozen contents of a question. Pure data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from quizzes.domain.answer_keys import as_written
from quizzes.domain.question_texts import AROUND, LANGUAGES, Place

Content = Mapping[str, Any]
Value = str | bool
Identity = tuple[str, str, str, str]


@dataclass(frozen=True)
class Change:
    """One text or one mark that differs. ``before`` or ``after`` is None when the whole part or item was not there.

    ``language`` is empty for what all languages share. ``changes_score``: another answer may be right now.
    """

    place: Place
    language: str
    before: Value | None
    after: Value | None
    changes_score: bool


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class _Cell:
    place: Place
    value: Value
    is_key: bool = False


def changes(before: Content, after: Content) -> list[Change]:
    """Everything that differs: first what only the older has, then in the order of the newer; parts go by their ids."""
    old, new = dict(_cells(before)), dict(_cells(after))
    gone = [
        Change(cell.place, one[3], cell.value, None, changes_score=True) for one, cell in old.items() if one not in new
    ]
    found = [
        _change(one, old.get(one), cell, moved=_is_moved(one, old, cell))
        for one, cell in new.items()
        if one not in old or old[one].value != cell.value
    ]
    return [change for change in gone + found if change.before or change.after] + _reordered(before, after)


def moves_texts(before: Content, after: Content) -> bool:
    """Whether an option or side now has the words another one had: worded anew, but another answer is right."""
    old, new = dict(_cells(before)), dict(_cells(after))
    return any(_is_moved(one, old, cell) for one, cell in new.items())


def word_pieces(before: str, after: str) -> list[Piece]:
    """Both texts in one, cut at words."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[start:end])))
            continue
        if start < end:
            pieces.append(Piece("gone", " ".join(old[start:end])))
        if new_start < new_end:
            pieces.append(Piece("new", " ".join(new[new_start:new_end])))
    return pieces


def _change(identity: Identity, old: _Cell | None, new: _Cell, *, moved: bool) -> Change:
    before = old.value if old else None
    return Change(new.place, identity[3], before, new.value, changes_score=new.is_key or moved or old is None)


def _is_moved(identity: Identity, old: Mapping[Identity, _Cell], cell: _Cell) -> bool:
    """Whether the words of an item are those that a neighbour had before."""
    part, field, item, language = identity
    if not item or cell.is_key or not cell.value or (identity in old and old[identity].value == cell.value):
        return False
    return any(
        (other[0], other[1], other[3]) == (part, field, language) and other[2] != item and found.value == cell.value
        for other, found in old.items()
    )


def _reordered(before: Content, after: Content) -> list[Change]:
    """Steps that are to be put into another order."""
    older = {part["id"]: part for part in before["parts"] if part["type"] == "ordering"}
    return [
        Change(Place(number, "order"), code, _steps(older[part["id"]], code), _steps(part, code), changes_score=True)
        for number, part in enumerate(after["parts"], start=1)
        if part["id"] in older and part["type"] == "ordering" and _order(older[part["id"]]) != _order(part)
        for code in LANGUAGES
        if _steps(part, code)
    ]


def _order(part: Mapping[str, Any]) -> list[str]:
    return [item["id"] for item in part["items"]]


def _steps(part: Mapping[str, Any], language: str) -> str:
    return " → ".join(item["text"][language] for item in part["items"] if item["text"][language])


def _cells(content: Content) -> Iterator[tuple[Identity, _Cell]]:
    yield from _texts("", Place(0, "case"), "", content["case"])
    for number, part in enumerate(as_written(content)["parts"], start=1):
        for name, value in part.items():
            if isinstance(value, list):
                yield from _item_cells(part["id"], number, value)
            elif name != "id":
                yield from _value_cells(part["id"], Place(number, name), "", value)
    for name in AROUND[1:]:
        yield from _texts("", Place(0, name), "", content[name])


def _item_cells(part: str, number: int, items: list[Mapping[str, Any]]) -> Iterator[tuple[Identity, _Cell]]:
    for place, item in enumerate(items, start=1):
        for name, value in item.items():
            if name != "id":
                yield from _value_cells(part, Place(number, name, place), str(item["id"]), value)


def _value_cells(part: str, place: Place, item: str, value: Any) -> Iterator[tuple[Identity, _Cell]]:
    if isinstance(value, Mapping):
        yield from _texts(part, place, item, value)
    elif value is not None:
        plain = value if isinstance(value, bool) else str(value)
        yield (part, place.field, item, ""), _Cell(place, plain, is_key=True)


def _texts(part: str, place: Place, item: str, texts: Mapping[str, Any]) -> Iterator[tuple[Identity, _Cell]]:
    """Accepted wordings are lists of lines, and the only texts that are a key."""
    for code in LANGUAGES:
        text = texts.get(code) or ""
        is_key = isinstance(text, list) or place.field == "accepted"
        yield (part, place.field, item, code), _Cell(place, "\n".join(text) if is_key else text, is_key)
