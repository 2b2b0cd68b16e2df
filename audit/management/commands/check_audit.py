"""``manage.py check_audit``: chains what is new and checks the whole chain; part of every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.domain.chain import chain_entries, check_chain


class Command(BaseCommand):
    help = "Checks that no audit entry was changed or removed. Keep the printed head elsewhere to compare."

    def handle(self, *args: Any, **options: Any) -> None:
        chain_entries()
        state = check_chain()
        if state.problems:
            raise CommandError("; ".join(state.problems))
        self.stdout.write(f"{state.length} entries, head {state.head}")
