"""``manage.py sync_roles``: once a day, so that a role that ended by its date loses its permissions."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from accounts.models import User
from agencies.domain.roles import GROUP_ROLES, sync_groups


class Command(BaseCommand):
    help = "Gives everybody exactly the permissions of the roles they hold today."

    def handle(self, *args: Any, **options: Any) -> None:
        concerned = User.objects.filter(Q(groups__name__in=GROUP_ROLES) | Q(role_assignments__role__in=GROUP_ROLES))
        for person in concerned.distinct():
            sync_groups(person)
