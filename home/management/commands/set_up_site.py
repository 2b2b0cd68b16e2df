"""``manage.py set_up_site``: languages, first pages and the authors' groups."""

from typing import Any

from django.core.management.base import BaseCommand

from home.domain.site_setup import set_up_site


class Command(BaseCommand):
    help = "Makes the first pages in three languages and the authors' groups. Run it as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_site()
        self.stdout.write("The site is set up")
