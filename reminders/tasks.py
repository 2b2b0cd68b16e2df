"""What takes longer than a page may."""

from datetime import datetime
from typing import Any

from django.core.mail import get_connection
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from reminders.domain.delivering import deliver
from reminders.domain.queueing import queue_asked
from reminders.mails import compose
from reminders.scope import overdue_in
from reports.filters import ReportFilter, UnknownChoice, scope_of


@task(backend="background")
def send_waiting() -> None:
    """Send a batch of what waits, then have the next one sent; may be started at any time, and twice at once."""
    today = timezone.localdate()
    result = deliver(lambda batch: compose(batch, today=today), get_connection(), clock=timezone.now)  # type: ignore[arg-type]
    if result.is_more:
        send_waiting.enqueue()
    if result.again_at:
        _plan(result.again_at)


@task(backend="background")
def remind_overdue(viewer: int, parameters: dict[str, str]) -> None:
    """Remind everybody overdue in what this coordinator chose, as far as their scope reaches at this moment."""
    now = timezone.now()
    today = timezone.localdate(now)
    person = User.objects.get(pk=viewer)
    try:
        chosen = ReportFilter.parse(parameters, scope_of(person))
    except UnknownChoice:
        return
    queue_asked(overdue_in(chosen, today), by=person, today=today, now=now)
    send_waiting.enqueue()


def _plan(moment: datetime) -> None:
    """Only the run that put something off asks for another one, so that runs do not multiply."""
    planned: Any = send_waiting
    if planned.get_backend().supports_defer:
        planned.using(run_after=moment).enqueue()
