"""``manage.py load_course FOLDER …``: courses from files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.formats.nodes import ContentError
from courses.imports import load_course


class Command(BaseCommand):
    help = "Loads courses from folders such as content/upr. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in options["folders"]:
            try:
                course = load_course(folder, author=None, now=timezone.now())
            except ContentError as mistake:
                raise CommandError(f"{folder}: {mistake}") from mistake
            self.stdout.write(f"Course loaded: {course.slug}")
