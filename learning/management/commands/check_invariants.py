"""``manage.py check_invariants``: nightly, and after every restore. Changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learning.domain.invariants import violations


class Command(BaseCommand):
    help = "Reads attempts, completions and certificates and names every contradiction; fails if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for found, line in enumerate(violations(), start=1):  # noqa: B007
            self.stdout.write(line)
        if found:
            raise CommandError(f"Contradictions: {found}")
        self.stdout.write("No contradictions.")
