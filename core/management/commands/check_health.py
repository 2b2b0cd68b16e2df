"""``manage.py check_health``: for whoever watches the site; ``/readyz`` tells the world only "ok" or "degraded"."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.health import warnings
from core.queue import queue_age


class Command(BaseCommand):
    help = "Tells the age of the queue and everything that needs a look; fails if there is such a thing."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"Queue age: {int(queue_age(now).total_seconds())} s")
        found = list(warnings(now))
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"Warnings: {len(found)}")
