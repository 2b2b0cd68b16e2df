"""Words of the glossary inside a lesson: the first time a text uses one, it leads to what it means."""

import re
from collections.abc import Iterable
from html import escape

from core.localisation import localised_field
from courses.models import GlossaryTerm

TAG = re.compile(r"(<[^>]+>)")
NAME = re.compile(r"</?([a-z0-9]+)")
# Inside these a link would be wrong or in the way.
LEFT_ALONE = frozenset({"a", "h1", "h2", "h3", "h4", "dl", "blockquote", "button", "label", "legend", "summary"})


def with_terms(body: str, terms: Iterable[GlossaryTerm], language: str, glossary: str) -> str:
    """``body``, HTML, with a link at the first use of each term's abbreviation or full name in ``language``.

    ``glossary`` is the address of the list of terms. Abbreviations count as they are written, names in any case.
    """
    known = {word: term for term in terms for word in _words_of(term, language)}
    if not known:
        return body
    pattern = re.compile("|".join(_pattern(word) for word in sorted(known, key=len, reverse=True)))
    folded, seen, parts, inside = {word.casefold(): term for word, term in known.items()}, set[int](), [], 0

    def linked(found: re.Match[str]) -> str:
        term = folded[found[0].casefold()]
        if term.pk in seen:
            return found[0]
        seen.add(term.pk)
        return _link(found[0], term, language, glossary)

    for part in TAG.split(body):
        inside += _step(part)
        parts.append(part if inside or part.startswith("<") else pattern.sub(linked, part))
    return "".join(parts)


def _words_of(term: GlossaryTerm, language: str) -> list[str]:
    words = (term.abbreviation_in(language), localised_field(term, "term", language))
    return [escape(word) for word in words if word]


def _pattern(word: str) -> str:
    is_abbreviation = word.upper() == word
    return rf"(?<!\w){re.escape(word)}(?!\w)" if is_abbreviation else rf"(?i:(?<!\w){re.escape(word)}(?!\w))"


def _step(part: str) -> int:
    """1 where an element begins whose text is left alone, -1 where it ends."""
    name = NAME.match(part)
    if name is None or name[1] not in LEFT_ALONE:
        return 0
    return -1 if part.startswith("</") else 1


def _link(text: str, term: GlossaryTerm, language: str, glossary: str) -> str:
    meaning = f"{localised_field(term, 'term', language)}: {localised_field(term, 'definition', language)}"
    return f'<a class="el-term" href="{escape(glossary)}#{escape(term.key)}" title="{escape(meaning)}">{text}</a>'
