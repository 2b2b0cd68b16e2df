"""``manage.py give_up_signing_key KEY``: after a signing key became known to others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates.domain.papers import give_up_key
from certificates.models import SigningKey


class Command(BaseCommand):
    help = "Declares a public key compromised and signs with the new one what it had signed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="as the issuer's document and the proofs write it: z6Mk…")

    def handle(self, *args: Any, **options: Any) -> None:
        key = SigningKey.objects.filter(multikey=options["key"]).first()
        if key is None:
            raise CommandError("No certificate was ever signed with this key.")
        try:
            done = give_up_key(key, now=timezone.now())
        except ValueError as error:
            raise CommandError("This key is in use: make a new one first, with manage.py new_signing_key.") from error
        self.stdout.write(f"Signed again: {done}")
