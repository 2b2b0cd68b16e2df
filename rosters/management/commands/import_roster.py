"""``manage.py import_roster FILE --agency CODE --as-of DAY``: what the screen does, for scripts."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from agencies.models import Agency
from agencies.queries import agency_by_code
from core.uploads.encodings import ENCODINGS
from core.uploads.unreadable import MAX_BYTES, UnreadableFile
from rosters.choices import ChangeKind
from rosters.domain.applying import NotConfirmed, RosterChanged, apply_roster, renamed_to_confirm
from rosters.imports import start_import
from rosters.models import RosterImport
from rosters.tasks import count_duties
from rosters.texts import file_problem, sentences


class Command(BaseCommand):
    help = "Reads a staff list and says what it would change; nothing changes without --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and what it cannot say about itself."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--agency", required=True, help="code of the agency whose list it is")
        parser.add_argument("--as-of", required=True, type=date.fromisoformat, help="the day on which it is right")
        parser.add_argument("--encoding", choices=ENCODINGS, default="")
        parser.add_argument("--complete", action="store_true", help="whoever is not in the list has left")
        parser.add_argument("--apply", action="store_true", help="take the list over")
        parser.add_argument("--allow-leavers", type=int, help="how many may leave, where that is more than 20 %%")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for every row that needs attention, then the numbers."""
        with override("en"):
            roster = self._read(options)
            self._tell(roster)
            if options["apply"]:
                self._apply(roster, options["allow_leavers"])

    def _read(self, options: dict[str, Any]) -> RosterImport:
        path: Path = options["file"]
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise CommandError("There is no such file, or it is bigger than 10 MB.")
        now = timezone.now()
        if options["as_of"] > timezone.localdate(now):
            raise CommandError("Choose today or an earlier day.")
        try:
            return start_import(
                path.name,
                path.read_bytes(),
                agency=agency_by_code(options["agency"]),
                owner=None,
                as_of=options["as_of"],
                is_complete=options["complete"],
                encoding=options["encoding"],
                now=now,
            )
        except Agency.DoesNotExist as error:
            raise CommandError("There is no agency with this code.") from error
        except UnreadableFile as error:
            raise CommandError(file_problem(error)) from error

    def _tell(self, roster: RosterImport) -> None:
        attention = roster.lines.filter(kind__in=(ChangeKind.PROBLEM, ChangeKind.CONFLICT)).order_by("position")
        for line, problems in attention.values_list("line", "problems"):
            self.stdout.write(f"{line}: {' '.join(sentences(problems))}")
        for kind, number in roster.counts.items():
            self.stdout.write(f"{ChangeKind(kind).label}: {number}")

    def _apply(self, roster: RosterImport, leavers: int | None) -> None:
        try:
            apply_roster(roster, now=timezone.now(), leavers=leavers, renamed=renamed_to_confirm(roster))
        except NotConfirmed as error:
            raise CommandError("Too many people leave. Give their number: --allow-leavers N") from error
        except RosterChanged as error:
            raise CommandError("People or units have changed meanwhile. Start again.") from error
        count_duties.enqueue(roster.pk)
        self.stdout.write("Taken over.")
