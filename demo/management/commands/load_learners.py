"""``manage.py load_learners 100000``: a country's numbers, to measure with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.crowd import load_crowd


class Command(BaseCommand):
    help = "Brings the crowd up to N learners on all open courses. Needs load_demo; a second run adds what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("total", type=int, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Learners: {load_crowd(options['total'], now=timezone.now())} added")
