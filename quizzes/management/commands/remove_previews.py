"""``manage.py remove_previews``: what authors tried yesterday."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.domain.previews import remove_previews


class Command(BaseCommand):
    help = "Removes attempts that authors made to try a quiz more than a day ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Previews removed: {remove_previews(now=timezone.now())}")
