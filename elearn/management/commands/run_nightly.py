"""``manage.py run_nightly``: everything that is due once a day, for one line of a timer."""

import logging
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

logger = logging.getLogger(__name__)

# Figures after the facts they are counted from; the check of it all comes last.
ERRANDS: tuple[tuple[str, ...], ...] = (
    ("close_overdue_attempts",),
    ("remove_previews",),
    ("sync_roles",),
    ("recount_duties",),
    ("rebuild_cells",),
    ("seal_quarters",),
    ("count_statistics",),
    ("count_courses",),
    ("send_reminders",),
    ("remove_old_files",),
    ("remove_suitcases",),
    ("remove_outdated",),
    ("clearsessions",),
    ("prune_db_task_results", "--backend", "background", "--queue-name", "*"),
    ("check_invariants",),
    ("check_audit",),
)


class Command(BaseCommand):
    help = "Runs every nightly command, also after one has failed; fails in the end and names those that did."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [errand[0] for errand in ERRANDS if not self._run(errand)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")

    def _run(self, errand: tuple[str, ...]) -> bool:
        start = time.monotonic()
        try:
            call_command(*errand, stdout=self.stdout, stderr=self.stderr)
        except Exception:
            logger.exception("nightly command failed: %s", errand[0])
            return False
        self.stdout.write(f"{errand[0]}: {time.monotonic() - start:.1f} s")
        return True
