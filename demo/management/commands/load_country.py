"""``manage.py load_country --learners 100000``: a country's numbers, to measure with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.country.loading import load_country


class Command(BaseCommand):
    help = (
        "Brings a made-up country up to N learners with their history; a second run adds what is missing."
        " Run load_demo first to have the real courses in it, and lift STATEMENT_TIMEOUT for many people."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learners", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=0, help="another one gives another country")
        parser.add_argument("--years", type=int, default=2, help="how long ago it begins")
        parser.add_argument("--courses", action="store_true", help="let learners see the courses made for it")

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_country(
            options["learners"],
            now=timezone.now(),
            seed=options["seed"],
            years=options["years"],
            open_courses=options["courses"],
        )
        self.stdout.write(f"Learners: {added} added")
