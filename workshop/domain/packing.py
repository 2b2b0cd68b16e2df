"""A course as records: its newest drafts in all languages, its quizzes, the questions they can show, labels, media."""

import copy
from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Any
from uuid import UUID

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.domain.references import choices_in, outgoing, page_numbers_in, rich_texts_in
from courses.models import CoursePage, GlossaryTerm, LessonPage, QuizPage, Translation
from courses.models.pages import TeachingPage
from quizzes.domain.publishing import RULE_FIELDS, questions_of
from quizzes.models import Norm, Question, Quiz, QuizSlot, Topic
from workshop.suitcase_records import (
    CourseRecords,
    LabelRecord,
    MediaRecord,
    PageRecord,
    QuestionRecord,
    QuizRecord,
)

LANGUAGES = ("ru", "kk", "en")
PAGE_FIELDS = (
    "title",
    "summary",
    "audience",
    "outcomes",
    "hours",
    "valid_months",
    "window_months",
    "minutes",
    "audio_minutes",
    "is_pretest",
    "after_lessons",
    "body",
    "audio",
)
# What these hold is named by lasting names.
WITH_REFERENCES = ("body", "audio")
QUIZ_FIELDS = ("name", *RULE_FIELDS)
QUESTION_FIELDS = (
    "state",
    "difficulty",
    "source_language",
    "outdated",
    *(f"{name}_{code}" for name in ("case", "feedback", "source") for code in LANGUAGES),
)
TOPIC_FIELDS = tuple(f"name_{code}" for code in LANGUAGES)
NORM_FIELDS = (
    "kind",
    *(f"title_{code}" for code in LANGUAGES),
    "in_force_on",
    "changed_on",
    "repealed_on",
    "change_note",
    "review_by",
)
TERM_FIELDS = tuple(f"{name}_{code}" for name in ("term", "abbreviation", "definition") for code in LANGUAGES)


def course_records(key: UUID) -> CourseRecords:
    """The whole course. Raises ``CoursePage.DoesNotExist``."""
    homes = list(CoursePage.objects.filter(translation_key=key).order_by("locale__pk"))
    if not homes:
        raise CoursePage.DoesNotExist
    pages = [_draft(one) for home in homes for one in Page.objects.descendant_of(home, inclusive=True).order_by("path")]
    shown = [page for page in pages if isinstance(page, QuizPage)]
    quizzes = quiz_records(shown)
    drawn = [slot["topic"] for quiz in quizzes for slot in quiz.slots if "topic" in slot]
    asked = Quiz.objects.filter(pk__in={page.quiz_id for page in shown})
    questions = question_records({question.key for quiz in asked for question in questions_of(quiz)})
    luggage = Luggage()
    records = luggage.page_records(pages)
    cited = [code for one in records for code in one.norms] + [code for one in questions for code in one.norms]
    return CourseRecords(
        key=str(key),
        title=pages[0].title,
        pages=records,
        quizzes=quizzes,
        questions=questions,
        topics=topic_records([*drawn, *(one.topic for one in questions if one.topic)]),
        norms=_labels(Norm.objects.filter(code__in=cited), "code", NORM_FIELDS),
        terms=_labels(GlossaryTerm.objects.filter(key__in=luggage.terms), "key", TERM_FIELDS),
        media=sorted(luggage.media.values(), key=lambda one: one.key),
    )


def quiz_records(pages: Iterable[QuizPage]) -> list[QuizRecord]:
    """The quizzes of these pages, one per key of a page."""
    numbers = {str(page.translation_key): page.quiz_id for page in pages}
    quizzes = Quiz.objects.in_bulk(set(numbers.values()))
    slots = QuizSlot.objects.filter(quiz__in=quizzes).select_related("question", "topic").order_by("sort_order", "pk")
    asked: dict[int, list[dict[str, Any]]] = {}
    for slot in slots:
        what = {"question": slot.question.key} if slot.question else {"topic": slot.topic.slug}
        asked.setdefault(slot.quiz_id, []).append(what | {"draws": slot.draws, "points": slot.points})
    return [
        QuizRecord(key, _plain(quizzes[number], QUIZ_FIELDS), asked.get(number, []))
        for key, number in sorted(numbers.items())
    ]


def question_records(keys: Collection[str]) -> list[QuestionRecord]:
    """The questions with these codes."""
    found = (
        Question.objects.filter(key__in=keys)
        .select_related("topic", "taught_in")
        .prefetch_related("norms")
        .order_by("key")
    )
    return [
        QuestionRecord(
            one.key,
            _plain(one, QUESTION_FIELDS),
            one.parts.get_prep_value(),
            one.topic.slug if one.topic else "",
            sorted(norm.code for norm in one.norms.all()),
            str(one.taught_in.translation_key) if one.taught_in else "",
        )
        for one in found
    ]


def topic_records(slugs: Collection[str]) -> list[LabelRecord]:
    """The topics with these names and all above them, parents first."""
    asked = Topic.objects.filter(slug__in=slugs)
    paths = {one.path[:end] for one in asked for end in range(Topic.steplen, len(one.path) + 1, Topic.steplen)}
    topics = list(Topic.objects.filter(path__in=paths).order_by("path"))
    names = {one.path: one.slug for one in topics}
    return [
        LabelRecord(one.slug, _plain(one, TOPIC_FIELDS), names.get(one.path[: -Topic.steplen], "")) for one in topics
    ]


class Luggage:
    """Makes records of pages and remembers which media and terms their bodies need."""

    def __init__(self) -> None:
        self.media: dict[str, MediaRecord] = {}
        self.terms: set[str] = set()

    def page_records(self, pages: list[TeachingPage]) -> list[PageRecord]:
        """Records of these pages, which stand parents first."""
        found = Translation.objects.filter(page__in=[one.pk for one in pages]).select_related("source__locale")
        translations = {one.page_id: one for one in found}
        keys = {one.path: str(one.translation_key) for one in pages}
        return [self._record(one, keys.get(one.path[: -Page.steplen], ""), translations.get(one.pk)) for one in pages]

    def _record(self, page: TeachingPage, parent: str, translation: Translation | None) -> PageRecord:
        fields = _plain(page, [name for name in PAGE_FIELDS if name not in WITH_REFERENCES and hasattr(page, name)])
        if isinstance(page, LessonPage):
            fields["body"] = self._body(page)
            fields["audio"] = self._packed(get_document_model(), page.audio_id)
        return PageRecord(
            model=page._meta.model_name or "",
            key=str(page.translation_key),
            parent=parent,
            language=page.locale.language_code,
            slug=page.slug,
            fields=fields,
            norms=sorted(norm.code for norm in page.norms.all()) if isinstance(page, LessonPage) else [],
            source=translation.source.locale.language_code if translation else "",
            texts=translation.texts if translation else {},
        )

    def _body(self, page: LessonPage) -> list[Any]:
        raw = copy.deepcopy(page.body.get_prep_value())
        block = page.body.stream_block
        for (holder, key), model in choices_in(block, raw):
            holder[key] = self._packed(model, holder[key])
        for (holder, key), _features in rich_texts_in(block, raw):
            html = str(holder[key] or "")
            linked = Page.objects.filter(pk__in=page_numbers_in(html)).values_list("pk", "translation_key")
            holder[key] = outgoing(html, {number: str(one) for number, one in linked})
        return raw

    def _packed(self, model: Any, number: int | None) -> str:
        """The lasting name of what was chosen; nothing where it is gone."""
        if number is None or (found := model._default_manager.filter(pk=number).first()) is None:
            return ""
        if model is GlossaryTerm:
            self.terms.add(found.key)
            return f"term:{found.key}"
        kind = "image" if model is get_image_model() else "document"
        digest = found.get_file_hash()
        suffix = PurePath(found.file.name).suffix.lower()
        name = f"{kind}:{digest}"
        member = f"media/{digest}{suffix}"
        self.media[name] = MediaRecord(name, found.title, member)
        return name


def media_files(records: CourseRecords) -> Iterable[tuple[str, Any]]:
    """``(member, open file)`` of all media, one open at a time."""
    for record in records.media:
        kind, digest = record.key.split(":")
        model = get_image_model() if kind == "image" else get_document_model()
        found = model.objects.filter(file_hash=digest).first()
        if found:
            with found.file.open("rb") as content:
                yield record.member, content


def _draft(page: Page) -> TeachingPage:
    return page.specific.get_latest_revision_as_object()


def _labels(rows: Iterable[Any], name: str, fields: Iterable[str]) -> list[LabelRecord]:
    return sorted((LabelRecord(getattr(one, name), _plain(one, fields)) for one in rows), key=lambda one: one.key)


def _plain(instance: Any, names: Iterable[str]) -> dict[str, Any]:
    """Fields as JSON keeps them."""
    values = {name: getattr(instance, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else _text(value) for name, value in values.items()}


def _text(value: Any) -> Any:
    """An enumeration's value, which is a text of a class of its own."""
    return str(value) if isinstance(value, str) else value
