"""A course as a folder: ``course.toml``, ``module-1.toml`` …, ``quiz.toml`` and perhaps ``entry.toml``.

Glossary, topics and norms stand beside it.

Everything is read and checked before anybody writes anything. Ids come from places in the files, so that the same
folder always makes the same course.
"""

import csv
import re
import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

from courses.formats.labels import check_labels, read_labels, read_question_labels
from courses.formats.lesson_blocks import read_block, terms_of
from courses.formats.nodes import LANGUAGES, ContentError, Node, Texts, stable_id
from courses.formats.question_parts import read_part
from courses.formats.records import (
    CourseRecord,
    EntryRecord,
    ModuleRecord,
    PageRecord,
    QuestionRecord,
    QuizRecord,
    TermRecord,
)

# Columns of glossary.csv, the fields they fill and how long these may be.
TERM_COLUMNS = (("term", "term", 200), ("abbr", "abbreviation", 20), ("definition", "definition", 1000))
FEWEST_ANCHORS = 5
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_course(folder: Path) -> CourseRecord:
    """The course in ``folder`` with the glossary beside the folder; raises ``ContentError`` for the first mistake."""
    node = _file(folder / "course.toml")
    page = _page(node, _slug(node), _course_fields(node))
    modules = [_module(_file(path), page.slug) for path in _module_files(folder)]
    quiz = _quiz(_file(folder / "quiz.toml"), page.slug, node.text("quiz_module"))
    entry = _entry(folder / "entry.toml", page.slug)
    course = CourseRecord(
        page, modules, quiz, entry, _terms(folder.parent / "glossary.csv"), read_labels(folder.parent)
    )
    _check_whole(course, node)
    return course


def _file(path: Path) -> Node:
    try:
        return Node(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except FileNotFoundError:
        raise ContentError(f"{path.name}: The file is missing.") from None
    except tomllib.TOMLDecodeError as mistake:
        raise ContentError(f"{path.name}: {mistake}.") from mistake


def _module_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("module-*.toml"), key=lambda path: (len(path.stem), path.stem))


def _course_fields(node: Node) -> dict[str, dict[str, Any]]:
    summaries, audiences = node.texts("summary", limit=500), node.texts("audience", limit=500)
    outcomes = _outcomes(node)
    valid_months = node.value("valid_months", int) if "valid_months" in node.data else None
    shared = {"hours": node.value("hours", int), "valid_months": valid_months}
    return {
        code: {"summary": summaries[code], "audience": audiences[code], "outcomes": outcomes[code]} | shared
        for code in LANGUAGES
    }


def _module(node: Node, course_slug: str) -> ModuleRecord:
    summaries, outcomes = node.texts("summary", limit=500), _outcomes(node)
    fields = {code: {"summary": summaries[code], "outcomes": outcomes[code]} for code in LANGUAGES}
    page = _page(node, f"{course_slug}/{_slug(node)}", fields)
    return ModuleRecord(page, [_lesson(lesson, course_slug) for lesson in node.nodes("lessons", "lesson")])


def _lesson(node: Node, course_slug: str) -> PageRecord:
    path = f"{course_slug}/{_slug(node)}"
    summaries = node.texts("summary", limit=500)
    blocks = [
        read_block(block, stable_id(path, number))
        for number, block in enumerate(node.nodes("blocks", "block"), start=1)
    ]
    fields = {code: {"summary": summaries[code], "body": [raw[code] for raw in blocks]} for code in LANGUAGES}
    return _page(node, path, fields)


def _quiz(node: Node, course_slug: str, module_slug: str) -> QuizRecord:
    summaries = node.texts("summary", limit=500)
    return QuizRecord(
        page=_page(node, f"{course_slug}/{_slug(node)}", {code: {"summary": summaries[code]} for code in LANGUAGES}),
        module_slug=module_slug,
        pass_mark=node.value("pass_mark", int),
        max_attempts=node.value("max_attempts", int),
        questions=[_question(question) for question in node.nodes("questions", "question")],
    )


def _entry(path: Path, course_slug: str) -> EntryRecord | None:
    if not path.exists():
        return None
    node = _file(path)
    summaries = node.texts("summary", limit=500)
    page = _page(node, f"{course_slug}/{_slug(node)}", {code: {"summary": summaries[code]} for code in LANGUAGES})
    return EntryRecord(page, [str(key) for key in node.value("questions", list)])


def _question(node: Node) -> QuestionRecord:
    key = node.text("key", limit=50)
    texts = {
        "case": node.optional_texts("case", limit=5000),
        "feedback": node.texts("feedback", limit=5000),
        "source": node.texts("source", limit=250),
    }
    fields = {f"{name}_{code}": versions[code] for name, versions in texts.items() for code in LANGUAGES}
    parts = [
        read_part(part, stable_id(key, number)) for number, part in enumerate(node.nodes("parts", "part"), start=1)
    ]
    norms = tuple(str(code) for code in node.value("norms", list)) if "norms" in node.data else ()
    return QuestionRecord(key, fields, parts, norms=norms, **read_question_labels(node))


def _page(node: Node, path: str, fields: dict[str, dict[str, Any]]) -> PageRecord:
    return PageRecord(UUID(stable_id("page", path)), _slug(node), node.texts("title", limit=255), fields)


def _slug(node: Node) -> str:
    slug = node.text("slug", limit=100)
    if not SLUG.fullmatch(slug):
        raise node.error(f"The address “{slug}” must be made of Latin letters, digits and hyphens.")
    return slug


def _outcomes(node: Node) -> Texts:
    return {code: "\n".join(lines) for code, lines in node.lists("outcomes").items()}


def _terms(path: Path) -> list[TermRecord]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_term(Node(row, f"{path.name}, {row['key']}")) for row in csv.DictReader(file)]


def _term(node: Node) -> TermRecord:
    fields = {
        f"{field}_{code}": node.text(f"{column}_{code}", limit=limit)
        for column, field, limit in TERM_COLUMNS
        for code in LANGUAGES
    }
    return TermRecord(node.text("key"), fields)


def _check_whole(course: CourseRecord, node: Node) -> None:
    if course.quiz.module_slug not in {module.page.slug for module in course.modules}:
        raise node.error(f"There is no module “{course.quiz.module_slug}” for the quiz to stand in.")
    items = [lesson.slug for module in course.modules for lesson in module.lessons]
    items += [one.page.slug for one in (course.quiz, course.entry) if one]
    for kind, names in (
        ("module", [module.page.slug for module in course.modules]),
        ("lesson", items),
        ("question", [question.key for question in course.quiz.questions]),
    ):
        if repeated := {name for name in names if names.count(name) > 1}:
            raise node.error(f"The {kind} “{min(repeated)}” is there twice.")
    lessons = {lesson.slug for module in course.modules for lesson in module.lessons}
    for question in course.quiz.questions:
        check_labels(question, course.labels, node)
        if question.lesson and question.lesson not in lessons:
            raise node.error(f"Question {question.key}: There is no lesson “{question.lesson}”.")
    _check_entry(course, node)
    known = {term.key for term in course.terms}
    for module in course.modules:
        for lesson in module.lessons:
            _check_terms(lesson, known)


def _check_entry(course: CourseRecord, node: Node) -> None:
    """The gain is measured by questions that come again: five at least (features B14)."""
    if course.entry is None:
        return
    if unknown := set(course.entry.questions) - {one.key for one in course.quiz.questions}:
        raise node.error(f"The entry test asks “{min(unknown)}”, which is not in the quiz.")
    if len(set(course.entry.questions)) < FEWEST_ANCHORS:
        raise node.error(f"The entry test asks fewer than {FEWEST_ANCHORS} different questions.")


def _check_terms(lesson: PageRecord, known: set[str]) -> None:
    for raw in lesson.fields["ru"]["body"]:
        for item in terms_of(raw):
            if item["value"] not in known:
                raise ContentError(f"Lesson {lesson.slug}: The glossary has no term “{item['value']}”.")
