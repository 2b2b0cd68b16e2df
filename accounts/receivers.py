"""What follows from signing in and from changing how one signs in."""

import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.domain.sessions import BEGAN, HAS_FACTOR, SEEN, end_sessions
from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record

# Recovery codes come with another factor and are none by themselves.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@receiver(user_logged_in)
def on_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The session learns when it began and whether there is a second factor."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    request.session[HAS_FACTOR] = is_mfa_enabled(user, FACTORS)
    if user.email:
        # The address of the staff list is the one on record until its owner has confirmed another. allauth would throw
        # an unconfirmed one away as soon as somebody asks for a new one.
        own = {"verified": True, "primary": True}
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=own)
    record(Event.SIGNED_IN, actor=user.pk, subject=user)


@receiver(authenticator_added)
def on_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Another way in makes the sessions of the old ways end (SESS-05)."""
    _factors_changed(request, user)
    record(Event.FACTOR_ADDED, actor=user.pk, subject=user, after={"kind": authenticator.type})


@receiver(authenticator_removed)
def on_factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The same for one way less."""
    _factors_changed(request, user)
    record(Event.FACTOR_REMOVED, actor=user.pk, subject=user, before={"kind": authenticator.type})


@receiver(password_changed)
@receiver(password_reset)
def on_password_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The other sessions end, here and now and not only at their next request."""
    end_sessions(user, but=request.session.session_key)
    record(Event.PASSWORD_CHANGED, actor=user.pk, subject=user)


@receiver(social_account_added)
@receiver(social_account_removed)
def on_identity_changed(request: HttpRequest, **kwargs: Any) -> None:
    """An identity elsewhere that opens this account, or no longer does."""
    login = kwargs.get("sociallogin")
    account = login.account if login else kwargs["socialaccount"]
    event = Event.IDENTITY_LINKED if login else Event.IDENTITY_UNLINKED
    record(event, actor=account.user_id, subject=account.user)


@receiver(email_changed)
def on_email_changed(user: User, **kwargs: Any) -> None:
    """Told by number only, as every entry."""
    record(Event.EMAIL_CHANGED, actor=user.pk, subject=user)


def _factors_changed(request: HttpRequest, user: User) -> None:
    request.session[HAS_FACTOR] = is_mfa_enabled(user, FACTORS)
    end_sessions(user, but=request.session.session_key)
