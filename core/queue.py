"""The queue of background work as one number, and its repair after a killed worker."""

from datetime import datetime, timedelta

from django.db.models import Case, F, Min, When
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def queue_age(now: datetime) -> timedelta:
    """How long ago the oldest unfinished task was due; nothing while none is due. A planned task is due at its time."""
    due = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    unfinished = DBTaskResult.objects.filter(status__in=UNFINISHED).annotate(due=due)
    oldest = unfinished.order_by().aggregate(oldest=Min("due"))["oldest"]
    return max(now - oldest, timedelta()) if oldest else timedelta()


def put_back_begun() -> int:
    """Queue again what a killed worker had begun; returns how many tasks. Only while no worker is running."""
    begun = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return begun.update(status=TaskResultStatus.READY, started_at=None)
