"""The signs of GIFT: which characters mean something, and how they are written when they do not."""

import re

from core.tidying import tidy

SPECIAL = "~=#{}:\\"
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d{1,7})?)%")
MARKER = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


def written(text: str) -> str:
    """``text`` as GIFT holds it, on one line."""
    return "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in text).replace("\n", "\\n")


def unwritten(text: str) -> str:
    """The text that GIFT source stands for."""
    return tidy(ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text))


def position(text: str, sign: str, start: int = 0) -> int:
    """Where ``sign`` stands without a backslash before it; -1 when nowhere."""
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(sign, at):
            return at
        else:
            at += 1
    return -1


def split_before(text: str, signs: str) -> list[str]:
    """``text`` cut before each of ``signs`` that has no backslash before it; what precedes the first comes first."""
    pieces, start, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] in signs:
            pieces.append(text[start:at])
            start = at
        at += 1
    return [*pieces, text[start:]]
