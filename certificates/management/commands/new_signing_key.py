"""``manage.py new_signing_key``: the key that signs certificates, in the file that the setting names."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from certificates.keys import create_key, multikey


class Command(BaseCommand):
    help = "Makes a new signing key in CERTIFICATE_KEY_FILE. Move an old file away first; keep no copy of it."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.CERTIFICATE_KEY_FILE)
        try:
            self.stdout.write(f"{path}: {multikey(create_key(path))}")
        except FileExistsError as error:
            raise CommandError(f"{path} is there already; move it away first, then restart the site.") from error
