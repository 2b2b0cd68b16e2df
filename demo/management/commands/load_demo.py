"""``manage.py load_demo``: a country to look around in."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.accounts import load_people
from demo.history import make_history
from home.domain.site_setup import set_up_site


class Command(BaseCommand):
    help = "Loads the demo country: places, people and what they have learned. A second run adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_places", stdout=self.stdout)
        set_up_site()
        self.stdout.write(f"People: {load_people()} added")
        self.stdout.write(f"Learners: {make_history(now=timezone.now())} given a history")
