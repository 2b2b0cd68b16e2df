"""``manage.py load_places``: the regions and agencies of Kazakhstan."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from agencies.domain.places import Registered, register_agencies, register_regions
from agencies.imports import read_agencies, read_regions


class Command(BaseCommand):
    help = "Adds missing regions and agencies and updates names. Run it as often as you like."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self._say("Regions", register_regions(read_regions()))
        self._say("Agencies", register_agencies(read_agencies()))

    def _say(self, what: str, registered: Registered) -> None:
        self.stdout.write(f"{what}: {registered.added} added, {registered.renamed} renamed")
