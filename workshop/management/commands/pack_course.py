"""``manage.py pack_course SLUG FILE``: a whole course in one file (features D13)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.models import CoursePage
from workshop.exports import write_course


class Command(BaseCommand):
    help = (
        "Writes a course, its questions and media in all languages into a zip that unpack_course takes over elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The course's name in its address.")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, slug: str, file: Path, **options: Any) -> None:
        page = CoursePage.objects.filter(slug=slug).first()
        if page is None:
            raise CommandError(f"There is no course “{slug}”.")
        with file.open("wb") as target:
            records = write_course(page.translation_key, target)
        self.stdout.write(
            f"Pages: {len(records.pages)}, questions: {len(records.questions)}, media: {len(records.media)}"
        )
