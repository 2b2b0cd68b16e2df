"""What follows from signing in: whether there is an edition of the consent to say yes to, or it was said just now."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from core.localisation import current_language
from privacy.domain.consent import CONSENT_DUE, give_consent, text_due


@receiver(user_logged_in)
def on_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A form that opens an account brings the yes along; else the session knows, so that no page has to ask."""
    due = text_due(user)
    if due is None:
        return
    if request.POST.get("consent") == str(due.number):
        give_consent(user, due, language=current_language(), now=timezone.now())
    else:
        request.session[CONSENT_DUE] = due.number
