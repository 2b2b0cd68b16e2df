"""``manage.py remove_suitcases``: uploaded courses that nobody took over are kept for a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshop.staging import drop_old_suitcases


class Command(BaseCommand):
    help = "Removes uploaded courses that were not taken over within a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Removed: {drop_old_suitcases(now=timezone.now())}")
