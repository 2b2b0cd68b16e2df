"""Open answers that wait for a marker: who may mark which, and what a mark leads to (features B15).

Blind: nothing here tells a marker whose answer it is, which role they mark in, or what others found.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from agencies.team_rules import within_teams
from core.fingerprint import fingerprint
from quizzes.choices import MarkRole
from quizzes.domain.marking import Given, differ, open_parts
from quizzes.models import Attempt, Mark, MarkingTask, Response
from quizzes.question_types.essay import TOP_LEVEL

ONE_IN = 10
KEPT_OPEN = timedelta(hours=1)


class MarkRefused(Exception):
    """The answer is not this person's to mark, or somebody else was quicker; nothing was stored."""


def queue_answers(responses: Sequence[Response], *, now: datetime) -> bool:
    """Have the open answers among the responses of a closed attempt marked; whether there are any."""
    waiting = [one for one in responses if open_parts(one)]
    MarkingTask.objects.bulk_create(MarkingTask(response=one, since=now) for one in waiting)
    return bool(waiting)


def is_waiting(attempt: Attempt) -> bool:
    """Whether an answer of the attempt still needs a mark."""
    return MarkingTask.objects.filter(response__attempt=attempt).exists()


def tasks_for(marker: User, *, now: datetime) -> QuerySet[MarkingTask]:
    """What ``marker`` may mark, the oldest first: nobody marks an answer of their own, or twice.
    Answers of other teams' courses are not there.

    What somebody else has opened within the last hour is left to them.
    """
    free = Q(opened_by=None) | Q(opened_by=marker) | Q(opened_at__lt=now - KEPT_OPEN)
    others = MarkingTask.objects.filter(free).exclude(response__attempt__learner=marker)
    reached = within_teams(others, marker, "response__attempt__quiz__team")
    return reached.exclude(response__marks__marker=marker).order_by("since", "pk")


def open_next(marker: User, *, now: datetime) -> MarkingTask | None:
    """The task that ``marker`` has open already, or the oldest one they may mark, now kept for them."""
    tasks = tasks_for(marker, now=now)
    for task in [*tasks.filter(opened_by=marker)[:1], *tasks[:ONE_IN]]:
        if tasks.filter(pk=task.pk).update(opened_by=marker, opened_at=now):
            return task
    return None


def own_task(marker: User, response: int) -> MarkingTask:
    """The task that ``marker`` has open, with all a marker may see; raises ``MarkingTask.DoesNotExist``."""
    seen = MarkingTask.objects.select_related("response__question_version")
    return seen.get(opened_by=marker, response=response)


def put_back(task: MarkingTask) -> None:
    """Leave the answer to somebody else."""
    MarkingTask.objects.filter(pk=task.pk, opened_by=task.opened_by_id).update(opened_by=None, opened_at=None)


@transaction.atomic
def give_mark(task: MarkingTask, marker: User, levels: Given, *, comment: str, now: datetime) -> Attempt:
    """Store the mark and have the answer marked by somebody else where that is due; returns the attempt.

    One answer in ten has a second marker, and a third one decides where the two are more than one level apart.
    Raises ``MarkRefused``, and ``ValueError`` for levels that are not the rubric's.
    """
    found = MarkingTask.objects.select_for_update(of=("self",)).select_related("response__attempt")
    current = found.select_related("response__question_version").filter(pk=task.pk, opened_by=marker).first()
    if current is None or current.role != task.role or current.response.attempt.learner_id == marker.pk:
        raise MarkRefused
    response = current.response
    _check(response, levels)
    Mark.objects.create(
        response=response, role=current.role, marker=marker, levels=levels, comment=comment, marked_at=now
    )
    _pass_on(current)
    return response.attempt


def is_in_sample(response: Response) -> bool:
    """Whether the answer is one of the ten in a hundred that two people mark: by chance, but the same every time."""
    drawn = fingerprint([str(response.attempt.public_id), response.position])
    return int(drawn[:8], 16) % ONE_IN == 0


def _check(response: Response, levels: Mapping[str, Any]) -> None:
    rubric = {part["id"]: {one["id"] for one in part["criteria"]} for part in open_parts(response)}
    given = {part: set(by_criterion) for part, by_criterion in levels.items()}
    in_range = all(level in range(TOP_LEVEL + 1) for found in levels.values() for level in found.values())
    if rubric != given or not in_range:
        raise ValueError("These levels are not the rubric's.")


def _pass_on(task: MarkingTask) -> None:
    role = _next_role(task)
    if role is None:
        task.delete()
        return
    task.role, task.opened_by, task.opened_at = role, None, None
    task.save(update_fields=["role", "opened_by", "opened_at"])


def _next_role(task: MarkingTask) -> MarkRole | None:
    if task.role == MarkRole.FIRST:
        return MarkRole.SECOND if is_in_sample(task.response) else None
    if task.role == MarkRole.SECOND:
        first, second = Mark.objects.filter(response=task.response_id).order_by("pk")
        return MarkRole.THIRD if differ(first.levels, second.levels) else None
    return None
