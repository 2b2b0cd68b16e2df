"""What a suitcase would change here, told before anything is: nothing but drafts and questions comes out of one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from accounts.models import User
from agencies.models import Team
from agencies.team_rules import REACHES_ALL, within_teams
from courses.models import CoursePage, GlossaryTerm, QuizPage
from courses.models.pages import TeachingPage
from quizzes.domain.usage import version_with_other_key
from quizzes.models import Norm, Question, Topic
from workshop.domain.packing import Luggage, question_records, quiz_records
from workshop.suitcase_records import CourseRecords, PageRecord, QuestionRecord

NEW, CHANGED, SAME, KEPT, PROBLEM = "new", "changed", "same", "kept", "problem"


@dataclass(frozen=True)
class Change:
    """What becomes of one thing of the suitcase. ``kept``: it is here already and stays as it is.

    ``reason`` of a problem: "foreign" (another team's), "answered" (its key would change under answers), "elsewhere"
    (the page stands in another course here).
    """

    kind: str
    name: str
    status: str
    reason: str = ""


def changes_of(records: CourseRecords, *, by: User | None) -> list[Change]:
    """Everything in the suitcase with what would become of it; ``by`` None reaches all. Nothing is stored."""
    return [
        *_course_problems(records, by),
        *_pages(records),
        *_quizzes(records),
        *_questions(records, by),
        *_shared(records),
    ]


def pages_here(records: CourseRecords) -> dict[tuple[str, str], TeachingPage]:
    """The newest drafts of the suitcase's pages that are here already, by key and language."""
    keys = [one.key for one in records.pages]
    found = Page.objects.filter(translation_key__in=keys).select_related("locale").order_by("path").specific()
    drafts = [one.get_latest_revision_as_object() for one in found]
    return {(str(one.translation_key), one.locale.language_code): one for one in drafts}


def differs(record: PageRecord, here: PageRecord) -> bool:
    """Whether taking the record over would change the page."""
    return replace(record, parent="", source="", texts={}) != replace(here, parent="", source="", texts={})


def _course_problems(records: CourseRecords, by: User | None) -> Iterator[Change]:
    team = Team.objects.filter(key=UUID(records.key)).first()
    is_here = CoursePage.objects.filter(translation_key=records.key).exists()
    reaches = by is None or by.has_perm(REACHES_ALL) or bool(team and team.user_set.filter(pk=by.pk).exists())
    if is_here and not reaches:
        yield Change("course", records.title, PROBLEM, "foreign")


def _pages(records: CourseRecords) -> Iterator[Change]:
    here = pages_here(records)
    roots = [one.path for one in here.values() if str(one.translation_key) == records.key]
    told = {(one.key, one.language): one for one in Luggage().page_records(list(here.values()))}
    for record in records.pages:
        place = (record.key, record.language)
        name = f"{record.fields.get('title', '')} ({record.language})"
        if place not in here:
            yield Change("page", name, NEW)
        elif not any(here[place].path.startswith(path) for path in roots):
            yield Change("page", name, PROBLEM, "elsewhere")
        else:
            yield Change("page", name, CHANGED if differs(record, told[place]) else SAME)


def _quizzes(records: CourseRecords) -> Iterator[Change]:
    pages = QuizPage.objects.filter(translation_key__in=[one.page for one in records.quizzes])
    here = {one.page: one for one in quiz_records(pages)}
    for record in records.quizzes:
        status = NEW if record.page not in here else SAME if here[record.page] == record else CHANGED
        yield Change("quiz", str(record.fields.get("name", "")), status)


def _questions(records: CourseRecords, by: User | None) -> Iterator[Change]:
    keys = [one.key for one in records.questions]
    told = {one.key: one for one in question_records(keys)}
    here = {one.key: one for one in Question.objects.filter(key__in=keys)}
    reached = {one.key for one in within_teams(Question.objects.filter(key__in=keys), by)} if by else set(keys)
    for record in records.questions:
        if record.key not in here:
            yield Change("question", record.key, NEW)
        elif told[record.key] == record:
            yield Change("question", record.key, SAME)
        elif record.key not in reached:
            yield Change("question", record.key, PROBLEM, "foreign")
        else:
            reason = "answered" if _would_change_key(here[record.key], record) else ""
            yield Change("question", record.key, PROBLEM if reason else CHANGED, reason)


def _would_change_key(question: Question, record: QuestionRecord) -> bool:
    question.parts = record.parts
    return version_with_other_key(question) is not None


def _shared(records: CourseRecords) -> Iterator[Change]:
    """Topics, norms and terms belong to everybody: what is here stays as it is."""
    lists: tuple[tuple[str, list[str], Callable[[list[str]], set[str]]], ...] = (
        (
            "topic",
            [one.key for one in records.topics],
            lambda keys: _values(Topic.objects.filter(slug__in=keys), "slug"),
        ),
        ("norm", [one.key for one in records.norms], lambda keys: _values(Norm.objects.filter(code__in=keys), "code")),
        (
            "term",
            [one.key for one in records.terms],
            lambda keys: _values(GlossaryTerm.objects.filter(key__in=keys), "key"),
        ),
        ("media", [one.key for one in records.media], _media_here),
    )
    for kind, keys, find in lists:
        here = find(keys)
        yield from (Change(kind, key, KEPT if key in here else NEW) for key in keys)


def _media_here(keys: list[str]) -> set[str]:
    digests = [key.partition(":")[2] for key in keys]
    images = _values(get_image_model().objects.filter(file_hash__in=digests), "file_hash")
    documents = _values(get_document_model().objects.filter(file_hash__in=digests), "file_hash")
    return {f"image:{one}" for one in images} | {f"document:{one}" for one in documents}


def _values(rows: object, name: str) -> set[str]:
    return set(rows.values_list(name, flat=True))  # type: ignore[attr-defined]
