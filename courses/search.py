"""One search over courses, lessons and glossary, in three languages at once (ux 69).

It compares words as the database stores them, so SQLite and PostgreSQL find and order the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.models import SearchEntry
from courses.search_words import search_words, typed_words

# More than that nobody looks through: whoever typed so little is told to type more.
MOST_FOUND = 300
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
LONGEST_EXCERPT = 240


@dataclass(frozen=True)
class Hit:
    """A thing that was found, by the entry that is shown of it. Exactly one of the entry's three links is set."""

    entry: SearchEntry

    @property
    def kind(self) -> str:
        """``course``, ``item`` or ``term``."""
        return next(name for name in ("course", "item", "term") if getattr(self.entry, f"{name}_id"))


def search(typed: str, language: str) -> list[Hit]:
    """What has all the words, each perhaps only a word's beginning; best first, in one query.

    First what has all words in its title, then what is written in ``language``, then courses before terms before
    lessons, in the order of the courses. A thing found in several languages is shown in ``language`` if it can be.
    """
    words = typed_words(typed)
    if not words:
        return []
    found = SearchEntry.objects.select_related("course", "item__module__course", "term").defer("text", "folded_text")
    for word in words:
        found = found.filter(folded_text__contains=f" {word}")
    entries = sorted(found.order_by("pk")[:MOST_FOUND], key=lambda entry: _rank(entry, words, language))
    return [Hit(entry) for entry in _one_of_each(entries, language)]


def excerpt(text: str, typed: str) -> str:
    """The first sentence of ``text`` that has one of the words, shortened; the beginning of the text where none has."""
    words = typed_words(typed)
    sentences = SENTENCE.split(text)
    chosen = next((one for one in sentences if _has_one(one, words)), sentences[0])
    return chosen if len(chosen) <= LONGEST_EXCERPT else f"{chosen[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"


def _rank(entry: SearchEntry, words: Sequence[str], language: str) -> tuple[bool, bool, int, int, int, int]:
    is_in_title = all(f" {word}" in entry.folded_title for word in words)
    if entry.item:
        module = entry.item.module
        place = (2, module.course.position, module.position, entry.item.position)
    elif entry.course:
        place = (0, entry.course.position, 0, 0)
    else:
        place = (1, entry.term_id or 0, 0, 0)
    return not is_in_title, entry.language != language, *place


def _one_of_each(entries: Iterable[SearchEntry], language: str) -> list[SearchEntry]:
    """The best entry of everything, in the order given; that of ``language`` stands in for it where it was found."""
    shown: dict[tuple[object, ...], SearchEntry] = {}
    for entry in entries:
        thing = (entry.course_id, entry.item_id, entry.term_id)
        if thing not in shown or entry.language == language != shown[thing].language:
            shown[thing] = entry
    return list(shown.values())


def _has_one(sentence: str, words: Sequence[str]) -> bool:
    return any(stored.startswith(word) for stored in search_words(sentence) for word in words)
