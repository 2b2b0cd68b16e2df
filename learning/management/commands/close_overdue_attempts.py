"""``manage.py close_overdue_attempts``: every few minutes, so that nobody's attempt stays open past its deadline."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from learning.domain.quiz_taking import close_overdue


class Command(BaseCommand):
    help = "Hands in open attempts whose time is over, with the answers that were saved. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Attempts closed: {close_overdue(now=timezone.now())}")
