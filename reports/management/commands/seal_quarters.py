"""``manage.py seal_quarters``: daily; seals what is due and checks what is sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.domain.sealing import broken_seals, seal_quarters


class Command(BaseCommand):
    help = "Seals the quarters that ended ten days ago or earlier, and fails if a sealed figure was touched."

    def handle(self, *args: Any, **options: Any) -> None:
        for seal in seal_quarters(now=timezone.now()):
            self.stdout.write(f"Sealed: {seal}")
        if broken := broken_seals():
            raise CommandError(f"Sealed figures were changed: {', '.join(map(str, broken))}")
