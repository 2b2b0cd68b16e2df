"""Loading a course from a folder of files into glossary, question bank and page tree."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import User
from agencies.domain.teams import form_team
from agencies.models import Team
from courses.domain.page_writing import keep_order, write_pages
from courses.domain.publishing import course_changed, published_together
from courses.domain.teams import set_up_team
from courses.domain.translating import remember_as_ready
from courses.formats.course_folder import read_course
from courses.formats.lesson_blocks import terms_of
from courses.formats.nodes import LANGUAGES, ContentError
from courses.formats.records import (
    CourseRecord,
    EntryRecord,
    LabelRecords,
    ModuleRecord,
    PageRecord,
    QuestionRecord,
    QuizRecord,
    TermRecord,
)
from courses.models import Course, CourseIndexPage, CoursePage, GlossaryTerm, LessonPage, ModulePage, QuizPage
from courses.models.pages import TeachingPage
from quizzes.choices import Preset
from quizzes.domain.bank import write_question, write_quiz
from quizzes.domain.labelling import write_norm, write_topic
from quizzes.domain.publishing import blockers_of, freeze_quiz
from quizzes.models import Norm, Question, Quiz, Topic

SOURCE = "ru"
Pages = Mapping[str, TeachingPage]
Labels = tuple[Mapping[str, Topic], Mapping[str, Norm]]


def load_course(folder: Path, *, author: User | None, now: datetime) -> Course:
    """Make or bring up to date the course in ``folder``, published in three languages.

    The files win over edits in the admin; what does not differ is not touched, so a second run changes nothing. Pages
    that are in no file any more stay as they are. Raises ``ContentError`` for the first mistake and writes nothing.
    """
    record = read_course(folder)
    with transaction.atomic(), published_together(now=now, by=author):
        team = form_team(record.page.key, record.page.titles["ru"])
        terms = {term.key: _write_term(term) for term in record.terms}
        quiz = _write_quiz(record.quiz, _write_labels(record.labels), team)
        entry = _write_entry(record.entry, team) if record.entry else None
        courses = _write(CoursePage, record.page, _course_indexes(), author)
        set_up_team(record.page.key)
        _write_modules(record, courses, quiz, entry, terms, author)
        _lead_to_lessons(record)
        for one in filter(None, (quiz, entry)):
            # A changed question changes no page, so nothing else would tell.
            freeze_quiz(one, now=now, by=author)
        course_changed(record.page.key, now=now, by=author)
    return Course.objects.get(key=record.page.key)


def _course_indexes() -> dict[str, CourseIndexPage]:
    found = {page.locale.language_code: page for page in CourseIndexPage.objects.select_related("locale")}
    if missing := [code for code in LANGUAGES if code not in found]:
        raise ContentError(f"There is no list of courses in {', '.join(missing)}: run set_up_site first.")
    return {code: found[code] for code in LANGUAGES}


def _write_term(record: TermRecord) -> int:
    term = GlossaryTerm.objects.filter(key=record.key).first() or GlossaryTerm(key=record.key)
    if term.pk is None or any(getattr(term, name) != value for name, value in record.fields.items()):
        for name, value in record.fields.items():
            setattr(term, name, value)
        term.save()
    return term.pk


def _write_labels(records: LabelRecords) -> Labels:
    topics: dict[str, Topic] = {}
    for one in records.topics:
        topics[one.slug] = write_topic(one.slug, names=one.names, parent=topics.get(one.parent))
    return topics, {one.code: write_norm(one.code, fields=one.fields) for one in records.norms}


def _write_question(record: QuestionRecord, labels: Labels, team: Team) -> Question:
    topics, norms = labels
    return write_question(
        record.key,
        fields=record.fields,
        parts=record.parts,
        topic=topics.get(record.topic),
        norms=[norms[code] for code in record.norms],
        difficulty=record.difficulty,
        team=team,
    )


def _write_quiz(record: QuizRecord, labels: Labels, team: Team) -> Quiz:
    questions = [_write_question(one, labels, team) for one in record.questions]
    rules = {
        "name": record.page.titles["ru"][:150],
        "pass_mark": record.pass_mark,
        "max_attempts": record.max_attempts,
        "team": team,
    }
    quiz = write_quiz(
        Quiz.objects.filter(pages__translation_key=record.page.key).first(), rules=rules, questions=questions
    )
    for blocker in blockers_of(quiz):
        place = f"question {blocker.question.key}, part {blocker.part}" if blocker.question else "questions"
        raise ContentError(f"quiz.toml, {place}: {blocker.code}.")
    return quiz


def _write_entry(record: EntryRecord, team: Team) -> Quiz:
    """One try, nothing told but the score; whoever knows anything has passed."""
    rules = {
        "name": record.page.titles["ru"][:150],
        "pass_mark": 1,
        "max_attempts": 1,
        "preset": Preset.ENTRY,
        "team": team,
    }
    there = {one.key: one for one in Question.objects.filter(key__in=record.questions)}
    quiz = Quiz.objects.filter(pages__translation_key=record.page.key).first()
    return write_quiz(quiz, rules=rules, questions=[there[key] for key in record.questions])


def _lead_to_lessons(record: CourseRecord) -> None:
    """Each question knows the lesson that teaches it; its Russian page stands for all languages."""
    keys = {lesson.slug: lesson.key for module in record.modules for lesson in module.lessons}
    pages = LessonPage.objects.filter(translation_key__in=keys.values(), locale__language_code=SOURCE)
    numbers = dict(pages.values_list("translation_key", "pk"))
    wanted = {one.key: numbers[keys[one.lesson]] for one in record.quiz.questions if one.lesson}
    questions = list(Question.objects.filter(key__in=wanted))
    for question in questions:
        question.taught_in_id = wanted[question.key]
    Question.objects.bulk_update(questions, ["taught_in"])


def _write_modules(
    record: CourseRecord,
    courses: Pages,
    quiz: Quiz,
    entry: Quiz | None,
    terms: Mapping[str, int],
    author: User | None,
) -> None:
    modules = []
    for module in record.modules:
        pages = _write(ModulePage, module.page, courses, author)
        modules.append(pages)
        items = _write_lessons(module, pages, terms, author)
        if record.entry and module is record.modules[0]:
            items.insert(0, _write(QuizPage, record.entry.page, pages, author, quiz=entry, is_pretest=True))
        if module.page.slug == record.quiz.module_slug:
            items.append(_write(QuizPage, record.quiz.page, pages, author, quiz=quiz))
        _keep_order(items)
    _keep_order(modules)


def _write_lessons(module: ModuleRecord, parents: Pages, terms: Mapping[str, int], author: User | None) -> list[Pages]:
    for lesson in module.lessons:
        for fields in lesson.fields.values():
            _put_terms(fields["body"], terms)
    return [_write(LessonPage, lesson, parents, author) for lesson in module.lessons]


def _write(model: type[TeachingPage], record: PageRecord, parents: Pages, author: User | None, **same: Any) -> Pages:
    fields = {
        code: {"title": record.titles[code], "slug": record.slug, **record.fields[code], **same} for code in LANGUAGES
    }
    pages = write_pages(model, record.key, parents, fields, author=author)
    for code in LANGUAGES:
        if code != SOURCE:
            remember_as_ready(pages[code], pages[SOURCE])
    return pages


def _put_terms(body: list[dict[str, Any]], terms: Mapping[str, int]) -> None:
    for raw in body:
        for item in terms_of(raw):
            item["value"] = terms[item["value"]]


def _keep_order(siblings: list[Pages]) -> None:
    for code in LANGUAGES:
        keep_order([pages[code] for pages in siblings])
