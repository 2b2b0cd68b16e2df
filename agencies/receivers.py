"""Signing in refreshes what a role by date gives or has stopped giving."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts.models import User
from agencies.domain.roles import sync_groups


@receiver(user_logged_in)
def on_signed_in(user: User, **kwargs: Any) -> None:
    """Bring the person's role groups up to date."""
    sync_groups(user)
