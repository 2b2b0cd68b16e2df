"""``manage.py send_reminders``: every day; a second run on the same day sends nothing twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders.domain.queueing import queue_due
from reminders.tasks import send_waiting


class Command(BaseCommand):
    help = "Queues what people are to be told today about their duties, and has everything that waits sent."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        queued = queue_due(today=timezone.localdate(now), now=now)
        send_waiting.enqueue()
        self.stdout.write(f"Reminders: {queued} queued")
