"""Alphabetical order in Kazakh, Russian and English lists (ux 69)."""

import unicodedata
from functools import lru_cache

from core.localisation import current_language

# One row serves both alphabets: the Russian letters keep their order when the Kazakh ones stand between them.
CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"

SortKey = tuple[list[tuple[int, int]], str]


def alphabetical_key(text: str, language: str | None = None) -> SortKey:
    """A key for ``sorted`` by the alphabet of ``language`` (the request's by default).

    Case and punctuation do not count, a space comes before every letter, digits before letters, and the language's
    own script before the other one. In Kazakh ё is a letter after е; elsewhere they are one letter. Texts that
    differ only in what does not count still come in a fixed order.
    """
    return _key(text, language or current_language())


# A list of places is put in order on every page it is shown on.
@lru_cache(maxsize=2000)
def _key(text: str, language: str) -> SortKey:
    plain = unicodedata.normalize("NFC", text).casefold()
    return [weight for letter in plain if (weight := _weight(letter, language))], plain


def _weight(letter: str, language: str) -> tuple[int, int] | None:
    if letter.isspace() or letter == "-":
        return 0, 0
    if letter.isdecimal():
        return 1, unicodedata.decimal(letter)
    cyrillic_group, latin_group = (3, 2) if language == "en" else (2, 3)
    if letter in CYRILLIC:
        return cyrillic_group, CYRILLIC.index("е" if letter == "ё" and language != "kk" else letter)
    base = unicodedata.normalize("NFD", letter)[0]
    if base in LATIN:
        return latin_group, LATIN.index(base)
    return (4, ord(letter)) if letter.isalpha() else None
