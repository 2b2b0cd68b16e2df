"""``manage.py run_worker``: the one worker beside the site; ``python -m scripts.worker`` ends it with its parent."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from core.queue import put_back_begun


class Command(BaseCommand):
    help = "Queues again what a killed worker had begun, then works off the queue until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        put_back_begun()
        call_command("db_worker", "--backend", "background", "--no-startup-delay", verbosity=0)
