"""Texts that live in three columns or under three keys, and which of them to show."""

from collections.abc import Mapping

from django.utils.translation import get_language

# Where a text is missing, the reader gets the next of these: nobody is sent away empty-handed.
FALLBACK_ORDER = ("ru", "kk", "en")


def current_language() -> str:
    """``ru``, ``kk`` or ``en``: the language of the running request."""
    language = (get_language() or FALLBACK_ORDER[0]).split("-")[0]
    return language if language in FALLBACK_ORDER else FALLBACK_ORDER[0]


def pick_language(available: Mapping[str, object], language: str | None = None) -> str:
    """The asked-for language if ``available`` has something under it, else the first fallback that has.

    Returns the asked-for language itself when nothing is there at all.
    """
    wanted = language or current_language()
    for code in (wanted, *FALLBACK_ORDER):
        if available.get(code):
            return code
    return wanted


def localised(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in the asked-for language (the request's by default), or in the first one that exists."""
    return texts.get(pick_language(texts, language), "")


def localised_field(instance: object, name: str, language: str | None = None) -> str:
    """As ``localised``, over the attributes ``name_kk``, ``name_ru``, ``name_en`` of ``instance``."""
    return localised({code: getattr(instance, f"{name}_{code}") for code in FALLBACK_ORDER}, language)


def reading_order() -> tuple[int, ...]:
    """Places in ``FALLBACK_ORDER`` in the order to try them now: for long lists of names in columns of that order."""
    return (FALLBACK_ORDER.index(current_language()), *range(len(FALLBACK_ORDER)))
