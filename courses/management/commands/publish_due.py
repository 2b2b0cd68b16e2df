"""``manage.py publish_due``: pages whose time has come. The worker runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.domain.schedule import publish_due, unpublish_expired


class Command(BaseCommand):
    help = "Publishes pages whose appointed time has come and takes those off whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"Published: {publish_due(now=now)}; taken off: {unpublish_expired(now=now)}")
