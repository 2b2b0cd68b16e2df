"""``manage.py run_worker``: the one worker beside the site; ``python -m scripts.worker`` ends it with its parent."""

import logging
import threading
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from core.queue import put_back_begun

logger = logging.getLogger(__name__)
SECONDS = 60


class Command(BaseCommand):
    help = "Queues again what a killed worker had begun, then works off the queue and the clock until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        put_back_begun()
        is_over = threading.Event()
        threading.Thread(target=watch_the_clock, args=[is_over], daemon=True).start()
        try:
            call_command("db_worker", "--backend", "background", "--no-startup-delay", verbosity=0)
        finally:
            is_over.set()


def watch_the_clock(is_over: threading.Event) -> None:
    """Run what is due every minute until told to stop."""
    while not is_over.wait(SECONDS):
        run_due()
        connections.close_all()


def run_due() -> None:
    """Each command of ``EVERY_MINUTE`` once; one that fails is logged and keeps no other from running."""
    for name in settings.EVERY_MINUTE:
        try:
            call_command(name, verbosity=0, stdout=_Silence())
        except Exception:
            logger.exception("command failed: %s", name)


class _Silence:
    """A worker has nobody to print to."""

    def write(self, text: str) -> None:
        """Drop it."""
