"""``manage.py demo_accounts``: whom one can sign in as."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.accounts import PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "Prints the demo accounts: role, e-mail, password."

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = demo_accounts()
        width = max(len(account.title) for account in accounts)
        email_width = max(len(account.email) for account in accounts)
        for account in accounts:
            self.stdout.write(f"{account.title:<{width}}  {account.email:<{email_width}}  {PASSWORD}")
