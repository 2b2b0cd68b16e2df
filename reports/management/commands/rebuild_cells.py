"""``manage.py rebuild_cells``: after a restored backup, a bulk load, or any doubt."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from reports.domain.cells import rebuild_all_cells


class Command(BaseCommand):
    help = "Counts all completion figures again from duties and completions."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Cells: {rebuild_all_cells(localdate())} counted")
