"""Signing in refreshes what a role by date gives or has stopped giving."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.domain.sessions import HAS_ROLE
from accounts.models import User
from agencies.domain.roles import sync_groups
from agencies.rules import current_roles


@receiver(user_logged_in)
def on_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Bring the person's role groups up to date; the session learns whether there is any role."""
    sync_groups(user)
    request.session[HAS_ROLE] = user.is_staff or user.is_superuser or bool(current_roles(user))
