"""Wagtail tells that pages were sent, approved or returned; the people concerned are written to."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import GroupApprovalTask, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from accounts.models import User
from courses.models.pages import TeachingPage
from courses.obstacle_texts import sentences
from courses.signals import held_back
from workshop.domain.telling import APPROVED, HELD_BACK, RETURNED, SENT, Note, letters_of, taken, team_members
from workshop.tasks import write_letters


def silence_wagtail() -> None:
    """Wagtail's own mails know one language for all and send one per page."""
    for signal, sender, uid in (
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)


@receiver(task_submitted)
def on_sent(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """The reviewers hear of it."""
    task = instance.task.specific
    if isinstance(task, GroupApprovalTask):
        reviewers = User.objects.filter(groups__in=task.groups.all(), is_active=True).exclude(pk=user.pk if user else 0)
        _tell(SENT, instance.workflow_state, frozenset(reviewers.values_list("pk", flat=True)))


@receiver(workflow_approved)
def on_approved(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Whoever sent it hears of it."""
    _tell(APPROVED, instance, _sender(instance, user))


@receiver(workflow_rejected)
def on_returned(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Whoever sent it hears why it came back."""
    state = instance.current_task_state
    _tell(RETURNED, instance, _sender(instance, user), state.comment if state else "")


@receiver(held_back)
def on_held_back(page: TeachingPage, obstacles: list[Any], **kwargs: Any) -> None:
    """The authors hear why their page did not go live at its time."""
    write_letters(letters_of([Note(HELD_BACK, page, team_members(page), " ".join(sentences(obstacles)))]))


def _sender(state: WorkflowState, by: User | None) -> frozenset[int]:
    return frozenset({state.requested_by_id} - {None, by.pk if by else None})


def _tell(kind: str, state: WorkflowState, to: frozenset[int], reason: str = "") -> None:
    page = state.content_object.specific
    if isinstance(page, TeachingPage) and not taken(note := Note(kind, page, to, reason)):
        write_letters(letters_of([note]))
