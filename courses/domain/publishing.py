"""Publishing a course: from live pages in three languages to the rows learners, quizzes and reports refer to.

Called after every publish, unpublish, move and delete of a course page, whichever button or schedule did it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from courses.choices import ItemKind
from courses.domain.freshness import older_than_source, translations_below
from courses.domain.live_pages import Versions, first, live_children, live_course, place_among_siblings
from courses.domain.reading_time import minutes_to_read
from courses.domain.searching import index_course
from courses.models import Course, CourseItem, LessonPage, Module, ModulePage, QuizPage, Translation
from courses.models.pages import TeachingPage
from courses.queries import asked_items
from quizzes.domain.publishing import latest_version
from quizzes.models import Quiz

# What a course has in common in all languages; the first page says it.
COURSE_FIELDS = ("hours", "valid_months", "window_months")


@dataclass(frozen=True)
class _Published:
    """An item, the pages it was made from, and what the module's version says of it."""

    item: CourseItem
    versions: Versions[Any]
    contents: dict[str, Any]


# The courses touched inside ``published_together``; None outside of it.
_touched: ContextVar[set[UUID] | None] = ContextVar("touched_courses", default=None)


@contextmanager
def published_together(*, now: datetime, by: User | None = None) -> Iterator[None]:
    """Pages published inside the block become one version per module: each course is brought up to date once, after it.

    Nothing is brought up to date when the block raises.
    """
    keys: set[UUID] = set()
    token = _touched.set(keys)
    try:
        yield
    finally:
        _touched.reset(token)
    for key in keys:
        publish_course(key, now=now, by=by)


def course_changed(key: UUID, *, now: datetime, by: User | None = None) -> None:
    """Something of the course went live or away: ``publish_course`` now, or at the end of ``published_together``."""
    keys = _touched.get()
    if keys is None:
        publish_course(key, now=now, by=by)
    else:
        keys.add(key)


@transaction.atomic
def publish_course(key: UUID, *, now: datetime, by: User | None = None) -> Course | None:
    """Bring the outline of one course up to date with its live pages and cut a version of each changed module.

    Rows whose pages are no longer live are closed, never deleted; completions stay. A quiz page whose quiz was
    never frozen is left out. Returns the course, or None if it never was live.
    """
    pages = live_course(key)
    if not pages:
        Course.objects.filter(key=key).update(is_open=False, pages={}, outline_stamp=uuid4())
        closed = Course.objects.filter(key=key).first()
        if closed:
            index_course(closed)
        return closed
    fields = _fields(pages) | {name: getattr(first(pages), name) for name in COURSE_FIELDS} | {"outline_stamp": uuid4()}
    course = Course.objects.update_or_create(key=key, defaults=fields)[0]
    translations = translations_below(pages.values())
    added_at = now if CourseItem.objects.filter(module__course=course).exists() else None
    modules = [
        _publish_module(course, *pair, translations, added_at=added_at, now=now, by=by)
        for pair in live_children(ModulePage, pages)
    ]
    _close(course.modules.exclude(pk__in=[module.pk for module in modules]))
    _hold_for_good_without_quiz(course)
    index_course(course)
    return course


def _hold_for_good_without_quiz(course: Course) -> None:
    """What no quiz can renew must not expire."""
    if course.valid_months and not asked_items(course).filter(quiz__isnull=False).exists():
        course.valid_months = None
        course.save(update_fields=["valid_months"])


def _publish_module(
    course: Course,
    key: UUID,
    pages: Versions[ModulePage],
    translations: Mapping[int, Translation],
    *,
    added_at: datetime | None,
    now: datetime,
    by: User | None,
) -> Module:
    module = Module.objects.update_or_create(key=key, defaults=_fields(pages) | {"course": course})[0]
    published = list(_publish_items(module, pages, added_at))
    _tell_what_is_behind(module, published, translations)
    _close(module.items.exclude(pk__in=[one.item.pk for one in published]))
    _cut_version(module, [one.contents for one in published], now=now, by=by)
    return module


def _publish_items(module: Module, pages: Versions[ModulePage], added_at: datetime | None) -> Iterator["_Published"]:
    for key, versions in live_children(LessonPage, pages):
        minutes = {code: page.minutes or minutes_to_read(page.body) for code, page in versions.items()}
        fields = _fields(versions) | {"kind": ItemKind.LESSON, "minutes": minutes}
        item = _item(key, fields | {"module": module}, added_at)
        yield _Published(item, versions, _contents(item, versions))
    for key, versions in live_children(QuizPage, pages):
        page = first(versions)
        if latest_version(page.quiz):
            rules = {"is_pretest": page.is_pretest, "after_lessons": page.after_lessons and not page.is_pretest}
            fields = _fields(versions) | {"kind": ItemKind.QUIZ, "quiz": page.quiz} | rules
            item = _item(key, fields | {"module": module}, added_at)
            yield _Published(item, versions, _contents(item, versions, page.quiz))


def _item(key: UUID, fields: dict[str, Any], added_at: datetime | None) -> CourseItem:
    """``added_at``: None while the course is published for the first time."""
    new = fields | {"opened_at": added_at}
    return CourseItem.objects.update_or_create(key=key, defaults=fields, create_defaults=new)[0]


def _tell_what_is_behind(
    module: Module, published: list["_Published"], translations: Mapping[int, Translation]
) -> None:
    """Each language that is older than its source keeps the version of the module with which it was last in step."""
    latest = module.versions.order_by("-number").first()
    number = latest.number if latest else 1
    for one in published:
        languages = older_than_source(one.versions, translations)
        behind = {code: one.item.behind.get(code, number) for code in sorted(languages)}
        if behind != one.item.behind:
            one.item.behind = behind
            one.item.save(update_fields=["behind"])


def _fields(versions: Versions[TeachingPage]) -> dict[str, Any]:
    page = first(versions)
    return {
        "slug": page.slug,
        "titles": {code: version.title for code, version in versions.items()},
        "summaries": {code: version.summary for code, version in versions.items()},
        "pages": {code: version.pk for code, version in versions.items()},
        "position": place_among_siblings(page),
        "is_open": True,
    }


def _contents(item: CourseItem, versions: Versions[TeachingPage], quiz: Quiz | None = None) -> dict[str, Any]:
    version = latest_version(quiz) if quiz else None
    return {
        "key": str(item.key),
        "kind": str(item.kind),
        "titles": item.titles,
        "revisions": {code: page.live_revision_id for code, page in versions.items()},
        "quiz_version": version.number if version else None,
    }


def _cut_version(module: Module, contents: list[dict[str, Any]], *, now: datetime, by: User | None) -> None:
    latest = module.versions.order_by("-number").first()
    if latest and latest.contents == contents:
        return
    number = latest.number + 1 if latest else 1
    module.versions.create(number=number, contents=contents, published_at=now, published_by=by)


def _close(rows: QuerySet[Any]) -> None:
    rows.update(is_open=False, pages={})
