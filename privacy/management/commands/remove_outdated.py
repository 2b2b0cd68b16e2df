"""``manage.py remove_outdated``: what is kept for a time only, and people whose time is up (PRIV-05)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from privacy.domain.retention import erase_outdated, remove_outdated


class Command(BaseCommand):
    help = "Removes what is older than the register of personal data allows."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for model, number in remove_outdated(now=now).items():
            self.stdout.write(f"{model}: {number} removed")
        self.stdout.write(f"People erased: {erase_outdated(now=now)}")
