"""``manage.py recount_duties``: after a restored backup, a bulk load, or any doubt."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from obligations.domain.duties import recount_everybody


class Command(BaseCommand):
    help = "Brings everybody's duties in line with the rules and with where they work."

    def handle(self, *args: Any, **options: Any) -> None:
        counted = recount_everybody(now=timezone.now())
        self.stdout.write(f"Duties: {counted.added} added, {counted.changed} changed, {counted.removed} removed")
