"""``manage.py check_credential FILE ISSUER``: whether a certificate's file is genuine, without a line to the site."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.offline import Unproven, check


class Command(BaseCommand):
    help = "Checks a credential against a saved copy of the issuer's document."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="certificate-….json, or the attachment of the PDF")
        parser.add_argument("issuer", type=Path, help="a copy of /badges/issuer/, got from a source you trust")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts = check(options["file"].read_bytes(), json.loads(options["issuer"].read_bytes()))
        except (Unproven, OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=1))
