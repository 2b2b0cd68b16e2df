"""What authors see of their courses. Each function asks the same number of queries for one course or a hundred."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import User
from core.localisation import FALLBACK_ORDER
from courses.models import CoursePage, LessonPage, QuizPage, Translation
from workshop.choices import PageState

STEP = Page.steplen
# Steps of a page's life that its authors want to hear of.
TOLD = (
    "wagtail.create",
    "wagtail.delete",
    "wagtail.edit",
    "wagtail.publish",
    "wagtail.publish.schedule",
    "wagtail.publish.scheduled",
    "wagtail.unpublish",
    "wagtail.workflow.approve",
    "wagtail.workflow.reject",
    "wagtail.workflow.start",
)


@dataclass(frozen=True)
class PageRow:
    """A page below a course, or the course's own, in one language."""

    pk: int
    key: UUID
    title: str
    language: str
    path: str
    model: str
    state: PageState
    changed_at: datetime | None
    waits_until: datetime | None = None

    @property
    def depth(self) -> int:
        """Steps from the root of the page tree."""
        return len(self.path) // STEP


@dataclass
class CourseBoard:
    """A course in all its languages. ``pages`` maps a language to its pages in the order of the tree."""

    key: UUID
    pages: dict[str, list[PageRow]] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        """Its languages, the one that speaks for all first."""
        return [code for code in FALLBACK_ORDER if code in self.pages]

    def home(self, language: str) -> PageRow:
        """The course's own page in ``language``, else in the first one there is."""
        return self.pages[language if language in self.pages else self.languages[0]][0]

    def states(self, language: str | None = None) -> Counter[PageState]:
        """How many pages are in which state, in one language or all."""
        chosen = [language] if language else self.pages
        return Counter(row.state for code in chosen for row in self.pages.get(code, []))

    @property
    def changed_at(self) -> datetime | None:
        """When something of it was saved last."""
        return max((row.changed_at for rows in self.pages.values() for row in rows if row.changed_at), default=None)


def course_pages_of(person: User) -> QuerySet[CoursePage]:
    """The course pages, in all languages, that this person may work on."""
    reached = PagePermissionPolicy().instances_user_has_any_permission_for(person, {"change", "publish"})
    return CoursePage.objects.filter(pk__in=reached.values("pk")).select_related("locale")


def lessons_of(person: User) -> QuerySet[LessonPage]:
    """The lessons, in all languages, that this person may work on."""
    reached = PagePermissionPolicy().instances_user_has_any_permission_for(person, {"change", "publish"})
    return LessonPage.objects.filter(pk__in=reached.values("pk"))


def boards_of(person: User) -> list[CourseBoard]:
    """The courses that this person may work on, those that changed last first."""
    boards = boards_for(list(course_pages_of(person)))
    return sorted(boards, key=lambda one: (one.changed_at is not None, one.changed_at), reverse=True)


def board_of(person: User, key: UUID) -> CourseBoard:
    """One course; raises ``CoursePage.DoesNotExist`` where it is not theirs."""
    found = boards_for(list(course_pages_of(person).filter(translation_key=key)))
    if not found:
        raise CoursePage.DoesNotExist
    return found[0]


def boards_for(courses: Iterable[CoursePage]) -> list[CourseBoard]:
    """The boards of these course pages, those of one course together."""
    homes = list(courses)
    if not homes:
        return []
    below = Q()
    for home in homes:
        below |= Q(path__startswith=home.path)
    rows = _rows(Page.objects.filter(below).order_by("path"))
    boards: dict[UUID, CourseBoard] = {}
    for home in homes:
        board = boards.setdefault(home.translation_key, CourseBoard(home.translation_key))
        board.pages[home.locale.language_code] = [row for row in rows if row.path.startswith(home.path)]
    return list(boards.values())


def page_states(pages: Iterable[Mapping[str, Any]]) -> dict[int, tuple[PageState, datetime | None]]:
    """By number of the page its state, and until when it waits if it is scheduled."""
    pages = list(pages)
    numbers = [str(one["pk"]) for one in pages]
    reviews = dict(_open_reviews(numbers).values_list("object_id", "status"))
    waiting = Revision.page_revisions.filter(object_id__in=numbers, approved_go_live_at__isnull=False)
    times = dict(waiting.values_list("object_id", "approved_go_live_at"))
    return {one["pk"]: (_state(one, reviews, times), times.get(str(one["pk"]))) for one in pages}


def quizzes_of(boards: Iterable[CourseBoard]) -> dict[UUID, int]:
    """The number of the quiz of each quiz page of these courses, by the page's key."""
    rows = (row for board in boards for rows in board.pages.values() for row in rows)
    keys = {row.key for row in rows if row.model == "quizpage"}
    return dict(QuizPage.objects.filter(translation_key__in=keys).values_list("translation_key", "quiz"))


def behind_in(boards: Iterable[CourseBoard]) -> dict[int, int]:
    """By number of each page that is a translation, how many of its texts are behind. One query."""
    numbers = [row.pk for board in boards for rows in board.pages.values() for row in rows]
    return dict(Translation.objects.filter(page__in=numbers).values_list("page", "behind"))


def recent_changes(boards: Iterable[CourseBoard], *, since: datetime, most: int = 10) -> QuerySet[PageLogEntry]:
    """What happened to the pages of these courses, the newest first."""
    numbers = [row.pk for board in boards for rows in board.pages.values() for row in rows]
    entries = PageLogEntry.objects.filter(page__in=numbers, action__in=TOLD, timestamp__gte=since)
    return entries.select_related("user", "page").order_by("-timestamp", "-pk")[:most]


def _rows(pages: QuerySet[Page]) -> list[PageRow]:
    fields = ("pk", "translation_key", "draft_title", "path", "live", "has_unpublished_changes")
    more = ("locale__language_code", "content_type__model", "latest_revision_created_at")
    found = list(pages.values(*fields, *more))
    states = page_states(found)
    return [
        PageRow(
            pk=one["pk"],
            key=one["translation_key"],
            title=one["draft_title"],
            language=one["locale__language_code"],
            path=one["path"],
            model=one["content_type__model"],
            state=states[one["pk"]][0],
            changed_at=one["latest_revision_created_at"],
            waits_until=states[one["pk"]][1],
        )
        for one in found
    ]


def _open_reviews(numbers: list[str]) -> QuerySet[WorkflowState]:
    open_states = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    pages = Q(base_content_type__app_label="wagtailcore", base_content_type__model="page")
    return WorkflowState.objects.filter(pages, object_id__in=numbers, status__in=open_states)


def _state(page: Mapping[str, Any], reviews: Mapping[str, str], times: Mapping[str, datetime]) -> PageState:
    number = str(page["pk"])
    if number in reviews:
        is_open = reviews[number] == WorkflowState.STATUS_IN_PROGRESS
        return PageState.REVIEW if is_open else PageState.RETURNED
    if number in times:
        return PageState.SCHEDULED
    if not page["live"]:
        return PageState.DRAFT
    return PageState.CHANGED if page["has_unpublished_changes"] else PageState.LIVE
