"""``manage.py remove_old_files``: what was written for somebody to fetch is kept for a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.files import remove_old_files


class Command(BaseCommand):
    help = "Removes long files that were written more than a day ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Removed: {remove_old_files(now=timezone.now())}")
