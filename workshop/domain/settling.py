"""Taking a suitcase over: everything in it or nothing, with the ids it came with."""

import copy
from collections.abc import Callable, Mapping
from hashlib import sha1
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, Locale, Page

from accounts.models import User
from agencies.domain.teams import form_team, join_team
from agencies.models import Team
from agencies.team_rules import REACHES_ALL
from courses.domain.references import addresses_in, choices_in, incoming, rich_texts_in
from courses.domain.teams import set_up_team
from courses.domain.translating import count_behind
from courses.models import CourseIndexPage, CoursePage, GlossaryTerm, LessonPage, ModulePage, QuizPage, Translation
from courses.models.pages import TeachingPage
from quizzes.domain.labelling import write_norm, write_topic
from quizzes.domain.question_texts import search_text_of
from quizzes.models import Norm, Question, Quiz, QuizSlot, Topic
from workshop.domain.packing import Luggage, question_records, quiz_records
from workshop.domain.unpacking import PROBLEM, Change, changes_of, differs, pages_here
from workshop.suitcase_records import CourseRecords, MediaRecord, PageRecord, QuestionRecord, QuizRecord

MODELS: dict[str, type[TeachingPage]] = {
    "coursepage": CoursePage,
    "modulepage": ModulePage,
    "lessonpage": LessonPage,
    "quizpage": QuizPage,
}
Read = Callable[[MediaRecord], bytes]


class NotTaken(Exception):
    """The suitcase was not taken over; ``problems`` says why."""

    def __init__(self, problems: list[Change]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@transaction.atomic
def settle(records: CourseRecords, read: Read, *, by: User | None) -> Team:
    """Write what ``changes_of`` tells, pages as drafts; returns the course's team. ``read`` gives bytes of media.

    Raises ``NotTaken`` and stores nothing when one of the changes is a problem.
    """
    if problems := [one for one in changes_of(records, by=by) if one.status == PROBLEM]:
        raise NotTaken(problems)
    team = form_team(UUID(records.key), records.title)
    if by and not by.has_perm(REACHES_ALL):
        join_team(team, by, by=by)
    _write_labels(records)
    _write_questions(records.questions, team, by)
    quizzes = {one.page: _write_quiz(one, team, by) for one in records.quizzes}
    _Pages(records, quizzes, _media_numbers(records.media, read), by).write()
    _lead_to_lessons(records)
    return set_up_team(UUID(records.key))


def _write_labels(records: CourseRecords) -> None:
    """What is here already stays as it is."""
    topics = {one.slug: one for one in Topic.objects.all()}
    for record in records.topics:
        if record.key not in topics:
            topics[record.key] = write_topic(record.key, names=record.fields, parent=topics.get(record.parent))
    norms = set(Norm.objects.values_list("code", flat=True))
    for record in records.norms:
        if record.key not in norms:
            write_norm(record.key, fields=record.fields)
    terms = set(GlossaryTerm.objects.values_list("key", flat=True))
    for record in records.terms:
        if record.key not in terms:
            term = GlossaryTerm(key=record.key, **record.fields)
            term.full_clean()
            term.save()


def _write_questions(records: list[QuestionRecord], team: Team, by: User | None) -> None:
    here = {one.key: one for one in question_records([one.key for one in records])}
    topics = {one.slug: one for one in Topic.objects.all()}
    norms = {one.code: one for one in Norm.objects.all()}
    for record in records:
        if here.get(record.key) != record:
            question = Question.objects.filter(key=record.key).first() or Question(key=record.key, team=team, owner=by)
            for name, value in record.fields.items():
                setattr(question, name, value)
            question.parts, question.topic, question.changed_by = record.parts, topics.get(record.topic), by
            question.search_text = search_text_of(question)
            question.full_clean(exclude=["owner", "team", "changed_by", "norms"])
            question.save()
            question.norms.set([norms[code] for code in record.norms if code in norms])
            question.save()


def _lead_to_lessons(records: CourseRecords) -> None:
    """Once the lessons are here: one language version stands for all. Lessons of other courses are passed over."""
    wanted = {one.key: one.lesson for one in records.questions}
    keys = {one.key for one in records.pages if one.model == "lessonpage"} & set(wanted.values())
    found = LessonPage.objects.filter(translation_key__in=keys).order_by("-locale__pk")
    lessons = {str(page.translation_key): page.pk for page in found}
    questions = [one for one in Question.objects.filter(key__in=wanted) if wanted[one.key] in {"", *lessons}]
    for question in questions:
        question.taught_in_id = lessons.get(wanted[question.key])
    Question.objects.bulk_update(questions, ["taught_in"])


def _write_quiz(record: QuizRecord, team: Team, by: User | None) -> Quiz:
    page = QuizPage.objects.filter(translation_key=record.page).select_related("quiz").first()
    if page and quiz_records([page]) == [record]:
        return page.quiz
    quiz = page.quiz if page else Quiz(team=team)
    for name, value in record.fields.items():
        setattr(quiz, name, value)
    quiz.changed_by = by
    quiz.full_clean(exclude=["team", "changed_by"])
    quiz.save()
    _write_slots(quiz, record)
    return quiz


def _write_slots(quiz: Quiz, record: QuizRecord) -> None:
    questions = {one.key: one for one in Question.objects.filter(key__in=[one.get("question") for one in record.slots])}
    topics = {one.slug: one for one in Topic.objects.filter(slug__in=[one.get("topic") for one in record.slots])}
    QuizSlot.objects.filter(quiz=quiz).delete()
    QuizSlot.objects.bulk_create(
        QuizSlot(
            quiz=quiz,
            question=questions.get(one.get("question", "")),
            topic=topics.get(one.get("topic", "")),
            draws=one["draws"],
            points=one["points"],
            sort_order=place,
        )
        for place, one in enumerate(record.slots)
    )


def _media_numbers(media: list[MediaRecord], read: Read) -> dict[str, int]:
    """By lasting name the number that a picture or file has here; those that are new are stored."""
    return {record.key: _media_number(record, read) for record in media}


def _media_number(record: MediaRecord, read: Read) -> int:
    kind, _colon, digest = record.key.partition(":")
    model = get_image_model() if kind == "image" else get_document_model()
    found = model.objects.filter(file_hash=digest).first()
    return int(found.pk) if found else _stored(model, record, read(record))


def _stored(model: type, record: MediaRecord, content: bytes) -> int:
    """Through the form that uploads go through: what is not a picture or file of an allowed kind raises."""
    form_class = get_image_form(model) if model is get_image_model() else get_document_form(model)
    data = {"title": record.title, "collection": Collection.get_first_root_node().pk}
    name = f"{record.title or 'file'}{PurePosixPath(record.member).suffix}"
    form = form_class(data, {"file": SimpleUploadedFile(name, content)})
    if not form.is_valid():
        raise ValidationError(form.errors.get_json_data())
    form.instance.file_hash = sha1(content, usedforsecurity=False).hexdigest()
    form.instance.file_size = len(content)
    return int(form.save().pk)


class _Pages:
    """Writes the pages, parents first, each as a draft."""

    def __init__(
        self, records: CourseRecords, quizzes: Mapping[str, Quiz], media: Mapping[str, int], by: User | None
    ) -> None:
        self.records, self.quizzes, self.media, self.by = records.pages, quizzes, media, by
        self.here = pages_here(records)
        self.told = {(one.key, one.language): one for one in Luggage().page_records(list(self.here.values()))}
        self.terms = dict(GlossaryTerm.objects.values_list("key", "pk"))
        self.norms = {one.code: one for one in Norm.objects.all()}
        self.locales = {one.language_code: one for one in Locale.objects.all()}
        self.parents = {
            ("", page.locale.language_code): page for page in CourseIndexPage.objects.select_related("locale")
        }

    def write(self) -> None:
        for record in self.records:
            place = (record.key, record.language)
            if place not in self.here:
                self.here[place] = self._add(record)
            elif differs(record, self.told[place]):
                self._fill(self.here[place], record)
        for record in self.records:
            self._remember_source(record)

    def _add(self, record: PageRecord) -> TeachingPage:
        model = MODELS[record.model]
        page = model(
            slug=record.slug,
            translation_key=UUID(record.key),
            locale=self.locales[record.language],
            live=False,
            owner=self.by,
            title=record.fields["title"],
        )
        if isinstance(page, QuizPage):
            page.quiz = self.quizzes[record.key]
        above = (record.parent, record.language)
        parent = self.here.get(above) or self.parents[above]
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        return self._fill(page, record)

    def _fill(self, page: TeachingPage, record: PageRecord) -> TeachingPage:
        for name, value in record.fields.items():
            setattr(page, name, self._value(page, name, value))
        if isinstance(page, LessonPage):
            page.norms = [self.norms[code] for code in record.norms if code in self.norms]
        page.save_revision(user=self.by, clean=False, log_action=True)
        return page

    def _value(self, page: TeachingPage, name: str, value: Any) -> Any:
        if name == "audio":
            number = self.media.get(str(value)) if str(value).startswith("document:") else None
            return get_document_model().objects.filter(pk=number).first()
        return self._body(page, value) if name == "body" else value

    def _body(self, page: Any, value: list[Any]) -> list[Any]:
        raw, block = copy.deepcopy(value), page.body.stream_block
        if any(one and not one.startswith(("https://", "http://")) for one in addresses_in(block, raw)):
            raise ValueError("an address that is none of the web")
        for (holder, key), _model in choices_in(block, raw):
            holder[key] = self._number(str(holder[key] or ""))
        for (holder, key), features in rich_texts_in(block, raw):
            holder[key] = incoming(str(holder[key] or ""), self._page_number, features)
        return raw

    def _number(self, name: str) -> int | None:
        kind, _colon, rest = name.partition(":")
        return self.terms.get(rest) if kind == "term" else self.media.get(name)

    def _page_number(self, key: str) -> int | None:
        found = next((page for (one, _language), page in self.here.items() if one == key), None)
        return found.pk if found else None

    def _remember_source(self, record: PageRecord) -> None:
        source = self.here.get((record.key, record.source))
        if source:
            page = self.here[record.key, record.language]
            fields = {"source_id": source.pk, "texts": record.texts}
            Translation.objects.update_or_create(page_id=page.pk, defaults=fields)
            count_behind(page.pk)
