"""``manage.py first_administrator ADDRESS``: the one account that nobody can invite (AUTH-13)."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.domain.invitations import InvitationClosed, invite
from accounts.identity import folded_email
from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role


class Command(BaseCommand):
    help = "Makes the first administrator, without a password, and prints the link that sets one. Again: a new link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        address, now = folded_email(options["address"]), timezone.now()
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError("This is no e-mail address.") from error
        if User.objects.filter(is_superuser=True, is_active=True).exclude(email=address).exists():
            raise CommandError("There is an administrator already. Roles are given on the page “Roles”.")
        person = User.objects.filter(email=address).first() or User.objects.create_superuser(address)
        grant_role(person, Role.ADMINISTRATOR, since=timezone.localdate(now))
        try:
            issued = invite(person, by=None, now=now)
        except InvitationClosed as error:
            raise CommandError("This account has a password already.") from error
        link = settings.WAGTAILADMIN_BASE_URL + reverse("accounts:invitation", args=[issued.token])
        self.stdout.write(f"Open this link once, within seven days:\n{link}")
