"""From the author's hands through the reviewer's to learners, a whole course at a time (features B1, ux 78, T4).

Wagtail's workflow carries each page; here is what makes one press out of many.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import User
from courses.domain.going_live import Obstacle, obstacles
from courses.models.pages import TeachingPage
from workshop.choices import PageState
from workshop.queries import CourseBoard, PageRow

SENDABLE = (PageState.DRAFT, PageState.CHANGED, PageState.RETURNED)


@dataclass(frozen=True)
class Gap:
    """What keeps a page from being sent: a field that is not filled in (by its name), or an obstacle."""

    page: TeachingPage
    field: str = ""
    obstacle: Obstacle | None = None


class NotSendable(Exception):
    """Nothing was sent; ``gaps`` says what is missing and where."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(f"{len(gaps)} gaps")
        self.gaps = gaps


class NotYours(Exception):
    """The page does not wait for this person's decision."""


def sendable(board: CourseBoard, languages: Iterable[str]) -> list[PageRow]:
    """The pages with something that learners do not have yet and nobody is looking at."""
    return [row for code in languages for row in board.pages.get(code, []) if row.state in SENDABLE]


@transaction.atomic
def send_for_approval(board: CourseBoard, languages: Iterable[str], *, by: User) -> int:
    """Start the approval of every page of ``sendable``; returns how many. Raises ``NotSendable`` and sends nothing."""
    pages = _drafts(sendable(board, languages))
    if gaps := [gap for page in pages for gap in gaps_of(page)]:
        raise NotSendable(gaps)
    for page in pages:
        _send(page, by)
    return len(pages)


def gaps_of(page: TeachingPage) -> list[Gap]:
    """What is missing in a page, as its newest draft stands."""
    found = [Gap(page, field=name) for name in _unfilled(page)]
    return found + [Gap(page, obstacle=one) for one in obstacles(page, by=None)]


def waiting_for(person: User) -> list[TaskState]:
    """What this person can approve or return, the oldest first."""
    states = TaskState.objects.reviewable_by(person).select_related("workflow_state__requested_by", "revision")
    return list(states.order_by("started_at", "pk"))


@transaction.atomic
def approve(states: Iterable[TaskState], *, by: User, comment: str = "") -> int:
    """Approve all of them, which publishes or schedules each; returns how many.

    Raises ``NotYours``, and ``courses.domain.going_live.NotReady`` for the first that may not go live: then none does.
    """
    return _decide(states, "approve", by=by, comment=comment)


@transaction.atomic
def give_back(states: Iterable[TaskState], *, by: User, reason: str) -> int:
    """Return all of them to their authors with one reason; returns how many. Raises ``NotYours``."""
    return _decide(states, "reject", by=by, comment=reason)


def _decide(states: Iterable[TaskState], action: str, *, by: User, comment: str) -> int:
    count = 0
    for state in states:
        current = TaskState.objects.select_for_update().get(pk=state.pk).specific
        page = current.workflow_state.content_object
        allowed = {name for name, *_rest in current.task.specific.get_actions(page, by)}
        if current.status != TaskState.STATUS_IN_PROGRESS or action not in allowed:
            raise NotYours
        current.task.specific.on_action(current, by, action, comment=comment)
        count += 1
    return count


def _drafts(rows: list[PageRow]) -> list[TeachingPage]:
    """As each page's newest revision says, in two queries for any number of pages and a few per type."""
    pages = Page.objects.filter(pk__in=[row.pk for row in rows]).specific().order_by("path")
    return [page.get_latest_revision_as_object() for page in pages]


def _send(page: TeachingPage, by: User) -> None:
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        page.get_workflow().start(page, by)


def _unfilled(page: TeachingPage) -> list[str]:
    found: list[str] = []
    try:
        page.full_clean()
    except ValidationError as error:
        found += list(error.message_dict)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name not in found and not _is_whole(field, page):
            found.append(field.name)
    return found


def _is_whole(field: Any, page: TeachingPage) -> bool:
    value: StreamValue = getattr(page, field.name)
    try:
        field.stream_block.clean(value)
    except ValidationError:
        return False
    return True
