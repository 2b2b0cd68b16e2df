"""A course's texts for translators outside, and their work back into the drafts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from accounts.models import User
from courses.blocks import TEXT_FEATURES
from courses.domain.translating import Pair, pairs_by_page, write_translation
from courses.models import CoursePage, Translation
from quizzes.domain.question_texts import Place, texts_with_paths
from quizzes.domain.question_translations import write_texts
from quizzes.models import Question
from workshop.text_records import Document, Unit

PAGE, QUESTION = "page:", "question:"


@dataclass
class Taken:
    """What came back: texts taken, texts whose source is another one by now, texts that are not of this course."""

    texts: int = 0
    changed: int = 0
    unknown: int = 0


def documents_of(
    course: CoursePage, questions: Iterable[Question], language: str, describe: Callable[[Place], str]
) -> list[Document]:
    """All texts of the course's translation into ``language`` and of these questions, in reading order."""
    translations = list(_translations(course, language))
    pairs = pairs_by_page(translations)
    pages = [Document(_name(one), [_unit(pair) for pair in pairs[one.page_id]]) for one in translations]
    return pages + [_of_question(one, language, describe) for one in questions]


@transaction.atomic
def take_documents(
    documents: Iterable[Document], course: CoursePage, questions: Iterable[Question], language: str, *, by: User
) -> Taken:
    """Write what was translated into drafts and questions; what the source says differently by now is left out."""
    taken = Taken()
    translations = {_name(one): one for one in _translations(course, language)}
    asked = {f"{QUESTION}{one.key}": one for one in questions}
    for document in documents:
        if document.name in translations:
            _take_page(document, translations[document.name], taken, by)
        elif document.name in asked:
            _take_question(document, asked[document.name], language, taken, by)
        else:
            taken.unknown += len(document.units)
    return taken


def _take_page(document: Document, translation: Translation, taken: Taken, by: User) -> None:
    pairs = {pair.source.path: pair for pair in pairs_by_page([translation])[translation.page_id]}
    fitting = _fitting(document, {path: pair.source.text for path, pair in pairs.items()}, taken)
    texts = {path: _clean(text) if pairs[path].source.is_rich else text.strip() for path, text in fitting}
    changed = {path: text for path, text in texts.items() if (text, "ready") != (pairs[path].target, pairs[path].state)}
    taken.texts += write_translation(translation, changed, by=by)


def _take_question(document: Document, question: Question, language: str, taken: Taken, by: User) -> None:
    sources = {path: texts[question.source_language] for path, _place, texts in texts_with_paths(question)}
    texts = {path: text.strip() for path, text in _fitting(document, sources, taken)}
    taken.texts += write_texts(question, language, texts, by=by)


def _fitting(document: Document, sources: dict[str, str], taken: Taken) -> Iterator[tuple[str, str]]:
    """The texts whose source still says what it said when the file was made."""
    for unit in document.units:
        if unit.path not in sources:
            taken.unknown += 1
        elif sources[unit.path].split() != unit.source.split():
            taken.changed += 1
        else:
            yield unit.path, unit.target


def _clean(html: str) -> str:
    """Only what the editor itself would have let through."""
    converter: Any = ContentstateConverter(TEXT_FEATURES)
    return str(converter.to_database_format(converter.from_database_format(html)))


def _translations(course: CoursePage, language: str) -> Iterable[Translation]:
    found = Translation.objects.filter(source__path__startswith=course.path, page__locale__language_code=language)
    return found.select_related("page", "source").order_by("source__path")


def _name(translation: Translation) -> str:
    return f"{PAGE}{translation.page.translation_key}"


def _unit(pair: Pair) -> Unit:
    return Unit(pair.source.path, pair.source.text, pair.target, pair.state, str(pair.source.label))


def _of_question(question: Question, language: str, describe: Callable[[Place], str]) -> Document:
    outdated = question.outdated.get(language, {})
    units = []
    for path, place, texts in texts_with_paths(question):
        source, target = texts[question.source_language], texts[language]
        state = "stale" if path in outdated else "ready" if target else "missing"
        if source and language != question.source_language:
            units.append(Unit(path, source, target, state, describe(place)))
    return Document(f"{QUESTION}{question.key}", units)
