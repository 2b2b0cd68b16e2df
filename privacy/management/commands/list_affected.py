"""``manage.py list_affected``: the people touched by an incident, as a CSV file only its owner may read (PRIV-08)."""

import csv
import os
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from accounts.identity import folded_email
from accounts.models import User
from agencies.models import Agency
from privacy.domain.affected import changed_between, read_by, working_at

COLUMNS = ("id", "name_ru", "name_kk", "name_en", "email", "personnel_number")


class Command(BaseCommand):
    help = "Writes everybody whom an incident touches: what an account read, what changed, or who works at an agency."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the CSV file to write; it must not exist yet")
        parser.add_argument("--account", help="the e-mail or personnel number of the account that was misused")
        parser.add_argument("--since", help="2026-11-23T09:00, in the country's time")
        parser.add_argument("--until", help="the same")
        parser.add_argument("--agency", nargs="+", help="codes of agencies; those below them are meant too")

    def handle(self, *args: Any, **options: Any) -> None:
        people = self._people(options)
        try:
            handle = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error.strerror}.") from error
        with open(handle, "w", encoding="utf-8-sig", newline="") as file:
            written = csv.writer(file, delimiter=";")
            written.writerow(COLUMNS)
            number = 0
            for row in people.values_list(*COLUMNS).iterator(chunk_size=2000):
                written.writerow(["" if value is None else value for value in row])
                number += 1
        self.stdout.write(f"People: {number}")

    def _people(self, options: dict[str, Any]) -> QuerySet[User]:
        if options["agency"]:
            try:
                return working_at(options["agency"])
            except Agency.DoesNotExist as error:
                raise CommandError("There is no agency with this code.") from error
        since, until = _instant(options["since"]), _instant(options["until"])
        if not options["account"]:
            return changed_between(since, until)
        login = options["account"]
        account = User.objects.filter(email=folded_email(login)).first()
        account = account or User.objects.filter(personnel_number=login).first()
        if account is None:
            raise CommandError("Nobody has this e-mail or personnel number.")
        return read_by(account, since=since, until=until)


def _instant(text: str | None) -> datetime:
    try:
        found = parse_datetime(text or "")
    except ValueError:
        found = None
    if found is None:
        raise CommandError("Name --since and --until like 2026-11-23T09:00, or --agency.")
    return make_aware(found) if is_naive(found) else found
