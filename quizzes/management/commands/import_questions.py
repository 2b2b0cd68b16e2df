"""``manage.py import_questions FILE --owner EMAIL``: what the import screen does, for large files and scripts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from accounts.choices import Language
from accounts.models import User
from core.uploads.encodings import ENCODINGS
from core.uploads.unreadable import MAX_BYTES, UnreadableFile
from quizzes.domain.importing import TAKEN, confirm_import
from quizzes.import_texts import file_problem, row_problems
from quizzes.imports import start_import
from quizzes.models import QuestionImport


class Command(BaseCommand):
    """Without ``--confirm`` it only says what would happen."""

    help = "Read questions from Moodle XML, GIFT or a spreadsheet; nothing is saved without --confirm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File, owner, and what a file may not tell about itself."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--owner", required=True, help="e-mail of the person whose questions they will be")
        parser.add_argument("--language", choices=Language.values, default=Language.RUSSIAN)
        parser.add_argument("--encoding", choices=ENCODINGS, default="")
        parser.add_argument("--confirm", action="store_true", help="take over all that can be taken over")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every row that is not simply new or unchanged gets a line."""
        try:
            owner = User.objects.get_by_natural_key(options["owner"])
        except User.DoesNotExist as error:
            raise CommandError("There is nobody with this e-mail.") from error
        with override("en"):
            record = self._read(owner, options)
            for row in record.rows:
                self._tell(row)
        count = sum(row["status"] in TAKEN for row in record.rows)
        if options["confirm"]:
            count = confirm_import(record, range(len(record.rows)), now=timezone.now())
        self.stdout.write(f"{count} of {len(record.rows)} questions {'saved' if options['confirm'] else 'to be saved'}")

    def _read(self, owner: User, options: dict[str, Any]) -> QuestionImport:
        path: Path = options["file"]
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise CommandError("There is no such file, or it is bigger than 10 MB.")
        try:
            return start_import(
                owner,
                path.name,
                path.read_bytes(),
                language=options["language"],
                encoding=options["encoding"],
                now=timezone.now(),
            )
        except UnreadableFile as error:
            raise CommandError(file_problem(error.code, error.params)) from error

    def _tell(self, row: dict[str, Any]) -> None:
        for sentence in row_problems(row["problems"]):
            self.stdout.write(f"{row['line']}: {row['key']}: {row['status']}: {sentence}")
