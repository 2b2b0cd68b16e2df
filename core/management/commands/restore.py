"""``manage.py restore FILE``: puts a backup back, checks it, and says what is there (REL-16)."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core.backup.archive import BackupRefused, check_backup, restore_backup
from core.backup.dumps import ProgramMissing
from core.backup.sealing import WrongPassphrase

REASONS = {
    "not_empty": "This database holds people already. To throw all of it away and take the backup, add --replace.",
    "wrong_vendor": "The backup is of another kind of database:",
    "damaged": "The backup is damaged, nothing was changed:",
    "no_passphrase": "The backup is encrypted: set BACKUP_PASSPHRASE.",
    "differs": "Restored, but these tables have other numbers of rows than the backup says:",
}


class Command(BaseCommand):
    help = "Restores FILE into the configured, empty database and media folder; --check only reads and compares it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--replace", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        passphrase = os.environ.get("BACKUP_PASSPHRASE", "")
        try:
            if options["check"]:
                manifest = check_backup(options["file"], passphrase=passphrase)
                self.stdout.write(f"Good: {len(manifest['sha256'])} files, {sum(manifest['rows'].values())} rows.")
                return
            restored = restore_backup(options["file"], passphrase=passphrase, replace=options["replace"])
        except BackupRefused as error:
            detail = str(error).removeprefix(error.code).strip()
            raise CommandError(f"{REASONS[error.code]} {detail}".strip()) from error
        except WrongPassphrase as error:
            raise CommandError("BACKUP_PASSPHRASE does not open this file, or the file was changed.") from error
        except ProgramMissing as error:
            raise CommandError(f"Install PostgreSQL's client programs: {error} was not found.") from error
        self.stdout.write(f"Restored: {restored.rows} rows, {restored.files} files.")
        call_command("check_invariants", stdout=self.stdout)
