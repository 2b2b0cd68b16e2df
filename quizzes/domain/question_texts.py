"""All texts of a question as it stands in the bank, half-done drafts included: to search in and to find gaps in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from core.folding import folded
from core.localisation import localised
from quizzes.models import Question

LANGUAGES = ("ru", "kk", "en")
AROUND = ("case", "feedback", "source")
Texts = Mapping[str, str]


class Place(NamedTuple):
    """Where a text stands: ``part`` and ``item`` count from 1, 0 means that it belongs to none."""

    part: int
    field: str
    item: int = 0


def texts_of(question: Question) -> Iterator[tuple[Place, Texts]]:
    """Every text with its place, by language, in reading order."""
    case, feedback, source = (Place(0, name) for name in AROUND)
    yield case, _around(question, "case")
    for number, raw in enumerate(question.parts.get_prep_value(), start=1):
        yield from _part_texts(number, raw["value"])
    yield feedback, _around(question, "feedback")
    yield source, _around(question, "source")


def missing_texts(question: Question) -> dict[str, list[Place]]:
    """By language, the texts that are not written; case, explanation and source only when another language has them."""
    found = [(place, texts) for place, texts in texts_of(question) if place.part or any(texts.values())]
    return {code: [place for place, texts in found if not texts[code].strip()] for code in LANGUAGES}


def first_words(question: Question) -> str:
    """What is asked first, in the reader's language."""
    prompts = (texts for place, texts in texts_of(question) if place.field == "prompt")
    return localised(next(prompts, {}))


def search_text_of(question: Question) -> str:
    """What ``Question.search_text`` must hold."""
    words = [text for _place, texts in texts_of(question) for text in texts.values()]
    return folded(" ".join([question.key, *words]))


def rebuild_search_texts(questions: Iterable[Question]) -> int:
    """Put right every ``search_text`` that is not; returns how many were wrong."""
    wrong = [one for one in questions if one.search_text != search_text_of(one)]
    for one in wrong:
        one.search_text = search_text_of(one)
    Question.objects.bulk_update(wrong, ["search_text"], batch_size=200)
    return len(wrong)


def _around(question: Question, name: str) -> Texts:
    return {code: getattr(question, f"{name}_{code}") for code in LANGUAGES}


def _part_texts(part: int, value: Mapping[str, Any]) -> Iterator[tuple[Place, Texts]]:
    for name, inner in value.items():
        if isinstance(inner, list):
            for number, one in enumerate(inner, start=1):
                yield from _item_texts(part, name, number, one["value"])
        elif _is_trilingual(inner):
            yield Place(part, name), _whole(inner)


def _item_texts(part: int, name: str, number: int, value: Any) -> Iterator[tuple[Place, Texts]]:
    if _is_trilingual(value):
        yield Place(part, name, number), _whole(value)
    elif isinstance(value, Mapping):
        for inner, texts in value.items():
            if _is_trilingual(texts):
                yield Place(part, inner, number), _whole(texts)


def _is_trilingual(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == set(LANGUAGES)


def _whole(texts: Mapping[str, str | None]) -> Texts:
    return {code: texts[code] or "" for code in LANGUAGES}
