"""``manage.py send_digests``: every week; a second run in the same week sends nothing twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders.domain.queueing import queue_digests
from reminders.queries import coordinators_on
from reminders.tasks import send_waiting


class Command(BaseCommand):
    help = "Queues the weekly summary for every coordinator, and has everything that waits sent."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        queued = queue_digests(coordinators_on(today), today=today, now=now)
        send_waiting.enqueue()
        self.stdout.write(f"Summaries: {queued} queued")
