"""Which texts of a question say something else than they were translated from (features B12, ux 81).

Nobody presses "sync": when a text changes in the question's own language and its translation does not, the translation
is outdated, until it changes too or somebody says that it still holds.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from accounts.models import User
from quizzes.domain.question_texts import (
    AROUND,
    LANGUAGES,
    Place,
    Texts,
    search_text_of,
    texts_with_paths,
    trilingual_values,
)
from quizzes.models import Question

Outdated = dict[str, dict[str, str]]


class OutdatedText(NamedTuple):
    """A text to be looked at: where it stands, what it was translated from, and what stands there now."""

    place: Place
    before: str
    now: str
    target: str


def remember_changes(question: Question, before: Mapping[str, Texts]) -> None:
    """Bring ``question.outdated`` in line with its texts, which were ``before``, by path. Stores nothing itself."""
    now = texts_by_path(question)
    kept: Outdated = question.outdated
    found = {code: dict(_outdated(question, code, before, now, kept.get(code, {}))) for code in LANGUAGES}
    question.outdated = {code: texts for code, texts in found.items() if texts}


def texts_by_path(question: Question) -> dict[str, Texts]:
    """All its texts but accepted answers, which nobody translates; told to ``remember_changes`` once they changed."""
    return {path: texts for path, place, texts in texts_with_paths(question) if place.field != "accepted"}


def outdated_texts(question: Question) -> dict[str, list[OutdatedText]]:
    """By language what is outdated, in reading order; languages without are left out."""
    found: dict[str, list[OutdatedText]] = {}
    for path, place, texts in texts_with_paths(question) if question.outdated else ():
        for code, made_from in question.outdated.items():
            if path in made_from:
                text = OutdatedText(place, made_from[path], texts[question.source_language], texts[code])
                found.setdefault(code, []).append(text)
    return found


def write_texts(question: Question, language: str, texts: Mapping[str, str], *, by: User) -> int:
    """Store texts in one language by their paths; returns how many differ from what stood there or was outdated.

    Paths that the question does not have, and empty texts, are passed over.
    """
    before, outdated = texts_by_path(question), question.outdated.get(language, {})
    given = {path: text for path, text in texts.items() if text and path in before}
    changed = {path: text for path, text in given.items() if path in outdated or text != before[path][language]}
    if not changed:
        return 0
    for name in AROUND:
        if name in changed:
            setattr(question, f"{name}_{language}", changed[name])
    parts = question.parts.get_prep_value()
    for path, holder in trilingual_values(parts):
        if path in changed:
            holder[language] = changed[path]
    question.parts, question.search_text, question.changed_by = parts, search_text_of(question), by
    kept = {path: text for path, text in outdated.items() if path not in changed}
    question.outdated = question.outdated | {language: kept} if kept else _without(question.outdated, language)
    question.save()
    return len(changed)


def confirm_texts(question: Question, language: str) -> None:
    """Somebody has looked: the texts in this language hold as they are."""
    question.outdated = _without(question.outdated, language)
    question.save(update_fields=["outdated"])


def _without(outdated: Outdated, language: str) -> Outdated:
    return {code: texts for code, texts in outdated.items() if code != language}


def _outdated(
    question: Question, code: str, before: Mapping[str, Texts], now: Mapping[str, Texts], kept: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    source = question.source_language
    for path, texts in now.items():
        was: Mapping[str, Any] = before.get(path, {})
        made_from = kept.get(path, was.get(source, ""))
        untouched = was.get(code) == texts[code] != ""
        if code != source and untouched and made_from and made_from != texts[source]:
            yield path, made_from
