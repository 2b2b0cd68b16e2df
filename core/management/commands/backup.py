"""``manage.py backup FOLDER``: database and files in one file, while the site works (REL-15)."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.backup.archive import write_backup
from core.backup.dumps import ProgramMissing


class Command(BaseCommand):
    help = "Writes a backup into FOLDER; encrypted with BACKUP_PASSPHRASE of the environment, if that is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        passphrase = os.environ.get("BACKUP_PASSPHRASE", "")
        try:
            written = write_backup(options["folder"], passphrase=passphrase, now=timezone.now())
        except ProgramMissing as error:
            raise CommandError(f"Install PostgreSQL's client programs: {error} was not found.") from error
        self.stdout.write(str(written))
        if not passphrase:
            self.stderr.write("Not encrypted: set BACKUP_PASSPHRASE before the file leaves this host.")
