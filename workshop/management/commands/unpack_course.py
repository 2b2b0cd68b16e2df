"""``manage.py unpack_course FILE``: what a packed course would change here, and with ``--confirm`` taking it over."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.uploads.unreadable import UnreadableFile
from workshop.domain.settling import NotTaken
from workshop.domain.unpacking import PROBLEM, Change
from workshop.imports import look_into, take_over


class Command(BaseCommand):
    help = "Tells what a packed course would change here; with --confirm takes it over as drafts with the same ids."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--confirm", action="store_true")

    def handle(self, *args: Any, file: Path, confirm: bool, **options: Any) -> None:
        try:
            title, changes = look_into(file, by=None)
            self._tell(title, changes)
            if confirm:
                take_over(file, by=None)
                self.stdout.write("Taken over as drafts.")
        except UnreadableFile as error:
            raise CommandError(f"{file}: {error.code} {error.params.get('place', '')}".strip()) from error
        except NotTaken as error:
            raise CommandError("Nothing was taken over.") from error

    def _tell(self, title: str, changes: list[Change]) -> None:
        self.stdout.write(title)
        for (kind, status), count in sorted(Counter((one.kind, one.status) for one in changes).items()):
            self.stdout.write(f"{kind}: {count} {status}")
        for one in changes:
            if one.status == PROBLEM:
                self.stdout.write(f"{one.kind} {one.name}: {one.reason}")
