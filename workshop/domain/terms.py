"""The glossary's terms that stand in a text, for whoever translates it."""

import re
from collections.abc import Iterable

from core.folding import folded
from courses.models import GlossaryTerm

# Russian and Kazakh words change at their ends.
ENDING = 3
SHORTEST = 4


class Terms:
    """All terms of the glossary from one language into another, read once."""

    def __init__(self, source: str, target: str) -> None:
        rows = GlossaryTerm.objects.values_list(f"term_{source}", f"term_{target}", f"abbreviation_{source}")
        self._found = [(_pattern([term, short]), term, other) for term, other, short in rows if term and other]

    def within(self, text: str) -> list[tuple[str, str]]:
        """``(term, its translation)`` of all that stand in the text, by whatever case ending."""
        plain = folded(text)
        return [(term, other) for pattern, term, other in self._found if pattern.search(plain)]


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    ways = (r"\W+".join(_word(word) for word in re.findall(r"\w+", folded(name))) for name in names if name)
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def _word(word: str) -> str:
    stem = word[: max(SHORTEST, len(word) - ENDING)]
    return re.escape(word) if len(word) < SHORTEST else rf"{re.escape(stem)}\w*"
