"""What a cell of the question spreadsheet says: one entry per line, * before right options, ! before a last one."""

import re
from collections.abc import Sequence
from typing import Any

from core.tidying import tidy, tidy_line
from quizzes.formats.plain import LANGUAGES, Texts, UnreadableQuestion, decimal_text

ARROW = "->"
RIGHT = "*"
PINNED = "!"
TRUE_WORDS = {"ru": "верно", "kk": "дұрыс", "en": "true"}
FALSE_WORDS = {"ru": "неверно", "kk": "бұрыс", "en": "false"}
ESCAPED = re.compile(r"\\(.)", re.DOTALL)

Cells = dict[str, str]  # by language
Part = dict[str, Any]


def written_answers(part: Part) -> Cells:
    """The answers of a part per language."""
    if part["type"] in ("single", "multiple"):
        marks = [RIGHT * option["correct"] + PINNED * bool(option.get("pinned")) for option in part["options"]]
        return _lines([option["text"] for option in part["options"]], marks)
    if part["type"] == "true_false":
        return dict(TRUE_WORDS if part["correct"] else FALSE_WORDS)
    if part["type"] == "matching":
        return {code: "\n".join(_pair(pair, code) for pair in part["pairs"]) for code in LANGUAGES}
    if part["type"] == "ordering":
        return _lines([item["text"] for item in part["items"]], [""] * len(part["items"]))
    if part["type"] == "number":
        return {code: str(part["value"]) for code in LANGUAGES}
    return {code: "\n".join(map(_escaped, part["accepted"].get(code, ()))) for code in LANGUAGES}


def read_answers(kind: str, cells: Cells, tolerance: str) -> dict[str, Any]:
    """The other way round. Raises ``UnreadableQuestion``."""
    if kind in ("single", "multiple"):
        return {"options": _options(cells)}
    if kind == "true_false":
        return {"correct": _truth(cells)}
    if kind == "matching":
        return {"pairs": [{"left": left, "right": right} for left, right in map(_sides, _rows(cells))]}
    if kind == "ordering":
        return {"items": [{"text": _texts(row)} for row in _rows(cells)]}
    if kind == "number":
        values = {decimal_text(cell) for cell in cells.values() if cell.strip()}
        if len(values) != 1:
            raise UnreadableQuestion("not_a_number", text="; ".join(sorted(values))[:40])
        return {"value": values.pop(), "tolerance": decimal_text(tolerance.strip() or "0").lstrip("-")}
    if kind == "short_text":
        return {"accepted": {code: _wordings(cells[code]) for code in LANGUAGES}}
    raise UnreadableQuestion("unsupported", kind=kind[:40])


def _lines(texts: Sequence[Texts], marks: Sequence[str]) -> Cells:
    if not any(text for one in texts for text in one.values()):
        return dict.fromkeys(LANGUAGES, "")
    cells = {
        code: "\n".join(f"{mark}{_escaped(one[code])}" for one, mark in zip(texts, marks, strict=True))
        for code in LANGUAGES
    }
    return {code: cell if any(one[code] for one in texts) else "" for code, cell in cells.items()}


def _pair(pair: dict[str, Texts], code: str) -> str:
    return f"{_escaped(pair['left'][code])} {ARROW} {_escaped(pair['right'][code])}"


def _rows(cells: Cells) -> list[Texts]:
    """The lines of the cells, put side by side by their number. Raises when their numbers differ."""
    lines = {code: cell.split("\n") if cell.strip() else [] for code, cell in cells.items()}
    count = max(len(_without_end(one)) for one in lines.values())
    if any(one and (len(one) < count) for one in lines.values()):
        raise UnreadableQuestion("lines_differ")
    rows = [{code: (one[place] if one else "") for code, one in lines.items()} for place in range(count)]
    return [row for row in rows if any(line.strip() for line in row.values())]


def _without_end(lines: list[str]) -> list[str]:
    count = len(lines)
    while count and not lines[count - 1].strip():
        count -= 1
    return lines[:count]


def _options(cells: Cells) -> list[dict[str, Any]]:
    rows = _rows(cells)
    marks = {
        code: [row[code].lstrip().startswith(RIGHT) for row in rows]
        for code in LANGUAGES
        if any(row[code].strip() for row in rows)
    }
    told = [one for one in marks.values() if any(one)]
    if any(one != told[0] for one in told):
        raise UnreadableQuestion("marks_differ")
    right = told[0] if told else [False] * len(rows)
    bare = [{code: line.strip().removeprefix(RIGHT).lstrip() for code, line in row.items()} for row in rows]
    return [
        {"text": {code: _read(line.removeprefix(PINNED)) for code, line in row.items()}, "correct": mark}
        | ({"pinned": True} if any(line.startswith(PINNED) for line in row.values()) else {})
        for row, mark in zip(bare, right, strict=True)
    ]


def _truth(cells: Cells) -> bool:
    words = {cell.strip().casefold() for cell in cells.values() if cell.strip()}
    truths = {True for word in words if word in {*TRUE_WORDS.values(), "1", "да", "истина"}}
    truths |= {False for word in words if word in {*FALSE_WORDS.values(), "0", "нет", "ложь"}}
    if len(truths) != 1 or not words:
        raise UnreadableQuestion("true_or_false")
    return truths.pop()


def _sides(row: Texts) -> tuple[Texts, Texts]:
    sides = {code: _split(line) for code, line in row.items()}
    return (
        {code: _read(side[0]) for code, side in sides.items()},
        {code: _read(side[1]) for code, side in sides.items()},
    )


def _split(line: str) -> tuple[str, str]:
    left, arrow, right = line.replace("→", ARROW).partition(ARROW)
    if line.strip() and not arrow:
        raise UnreadableQuestion("no_arrow")
    return left, right


def _texts(row: Texts) -> Texts:
    return {code: _read(line) for code, line in row.items()}


def _wordings(cell: str) -> list[str]:
    return [wording for line in cell.split("\n") if (wording := tidy_line(_read(line)))]


def _escaped(text: str) -> str:
    """A text on one line that cannot be taken for a mark or an arrow."""
    plain = text.replace("\\", "\\\\").replace("\n", "\\n").replace(ARROW, "-\\>").replace("→", "\\u")
    return f"\\{plain}" if plain.startswith((RIGHT, PINNED)) else plain


def _read(line: str) -> str:
    return tidy(ESCAPED.sub(lambda match: {"n": "\n", "u": "→"}.get(match[1], match[1]), line.strip()))
