"""From a template and plain texts to a PDF that can be read aloud (PDF/UA-1)."""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst
from PIL import ImageFont

from core.fonts import FONTS

# Stands for a letter that cannot be drawn.
UNKNOWN = "?"
# A byte order mark and what is no character at all may stand in no PDF/UA; nobody sees them anyway.
INVISIBLE = ("\ufeff", "\ufffe", "\uffff")
# Control codes, letters for private use (PDF/A wants none), halves of letters.
NO_LETTERS = ("Cc", "Co", "Cs")
NOBODYS = "\U0010ffff"


def typeset(
    template: Path, texts: Mapping[str, Any], *, attached: Mapping[str, str] | None = None, archived: bool = False
) -> bytes:
    """The whole document; ``archived``: PDF/A-3a besides, for what people keep for years.

    The template gets every text by its name, lists as JSON, and ``attached`` as it is. A letter that no font has, as an
    emoji in a title, is drawn as a question mark: a missing letter must not cost the document.
    """
    standards = ["ua-1", "a-3a"] if archived else ["ua-1"]
    files = dict(attached or {})
    try:
        return _compiled(template, _inputs(texts, str) | files, standards)
    except typst.TypstError:
        return _compiled(template, _inputs(texts, drawable) | files, standards)


def drawable(text: str) -> str:
    """The text with a question mark for every letter that the typeface does not have."""
    seen = (letter for letter in text if letter not in INVISIBLE)
    return "".join(letter if letter.isspace() or _has(letter) else UNKNOWN for letter in seen)


@cache
def _compiler(template: Path) -> typst.Compiler:
    """One compiler a process and template: the first document pays for the fonts."""
    return typst.Compiler(str(template), root=str(template.parent), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _compiled(template: Path, inputs: dict[str, str], standards: list[Any]) -> bytes:
    pdf = _compiler(template).compile(format="pdf", pdf_standards=standards, sys_inputs=inputs)
    assert isinstance(pdf, bytes)  # noqa: S101 (a list is for formats of one file a page)
    return pdf


def _inputs(texts: Mapping[str, Any], written: Callable[[str], str]) -> dict[str, str]:
    return {
        name: written(value) if isinstance(value, str) else json.dumps(_each(value, written), ensure_ascii=False)
        for name, value in texts.items()
    }


def _each(value: Any, written: Callable[[str], str]) -> Any:
    """Every text in lists of lists."""
    if isinstance(value, str):
        return written(value)
    return [_each(one, written) for one in value] if isinstance(value, Sequence) else value


def _has(letter: str) -> bool:
    """Whether the typeface draws it otherwise than what no typeface has."""
    return unicodedata.category(letter) not in NO_LETTERS and _shape(letter) != _shape(NOBODYS)


@lru_cache(maxsize=1024)
def _shape(letter: str) -> tuple[tuple[int, int], bytes]:
    mask = _typeface().getmask(letter)
    return mask.size, bytes(mask)


@cache
def _typeface() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSans-Regular.ttf"), size=32)
