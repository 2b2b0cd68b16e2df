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
    return ((place, texts) for _path, place, texts in texts_with_paths(question))


def texts_with_paths(question: Question) -> Iterator[tuple[str, Place, Texts]]:
    """The same with a path in front, made of ids: it stays with the text when parts or options change their order."""
    case, feedback, source = (Place(0, name) for name in AROUND)
    yield case.field, case, _around(question, "case")
    for number, raw in enumerate(question.parts.get_prep_value(), start=1):
        yield from _part_texts(str(raw["id"]), number, raw["value"])
    yield feedback.field, feedback, _around(question, "feedback")
    yield source.field, source, _around(question, "source")


def trilingual_values(parts: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, str]]]:
    """``(path, value)`` of every text in the raw form of the parts; a value may be written into."""
    for raw in parts:
        for name, inner in raw["value"].items():
            if _is_trilingual(inner):
                yield f"{raw['id']}.{name}", inner
            for one in inner if isinstance(inner, list) else ():
                path = f"{raw['id']}.{one['id']}"
                if _is_trilingual(one["value"]):
                    yield path, one["value"]
                elif isinstance(one["value"], Mapping):
                    yield from (
                        (f"{path}.{key}", texts) for key, texts in one["value"].items() if _is_trilingual(texts)
                    )


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


def _part_texts(path: str, part: int, value: Mapping[str, Any]) -> Iterator[tuple[str, Place, Texts]]:
    for name, inner in value.items():
        if isinstance(inner, list):
            for number, one in enumerate(inner, start=1):
                yield from _item_texts(f"{path}.{one['id']}", Place(part, name, number), one["value"])
        elif _is_trilingual(inner):
            yield f"{path}.{name}", Place(part, name), _whole(inner)


def _item_texts(path: str, place: Place, value: Any) -> Iterator[tuple[str, Place, Texts]]:
    if _is_trilingual(value):
        yield path, place, _whole(value)
    elif isinstance(value, Mapping):
        for inner, texts in value.items():
            if _is_trilingual(texts):
                yield f"{path}.{inner}", place._replace(field=inner), _whole(texts)


def _is_trilingual(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == set(LANGUAGES)


def _whole(texts: Mapping[str, str | None]) -> Texts:
    return {code: texts[code] or "" for code in LANGUAGES}
