"""What follows from signing in: whether there is a new edition of the consent to say yes to."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from privacy.domain.consent import CONSENT_DUE, text_due


@receiver(user_logged_in)
def on_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The session knows, so that no page has to ask."""
    due = text_due(user)
    if due is not None:
        request.session[CONSENT_DUE] = due.number
