"""``manage.py list_connections``: every host this site talks to by itself (PRIV-09)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Lists every outgoing connection by the settings in force; there are no others."

    def handle(self, *args: Any, **options: Any) -> None:
        for purpose, address in connections_in_use():
            self.stdout.write(f"{purpose}\t{address}")


def connections_in_use() -> Iterator[tuple[str, str]]:
    """``(what for, host and port or address)``; never a name or password."""
    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        yield "database", f"{database.get('HOST') or 'this host'}:{database.get('PORT') or 5432}"
    if settings.EMAIL_BACKEND.endswith(("SMTPBackend", "smtp.EmailBackend")) or "smtp" in settings.EMAIL_BACKEND:
        yield "mail", f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    for provider in settings.SOCIALACCOUNT_PROVIDERS.values():
        for app in provider.get("APPS", ()):
            yield "state identity", app["settings"]["server_url"]
