"""Where allauth asks this site how to behave."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.tries import TooManyTries, Try, begin_try, has_locked
from accounts.encryption import decrypted, encrypted
from accounts.models import User
from accounts.tasks import send_later, tell_of_lock
from audit.choices import Event
from audit.domain.recording import record

LONGEST_PASSWORD = 1000


class AccountAdapter(DefaultAccountAdapter):
    """People come from rosters and invitations; nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse before a password is hashed: after too many wrong ones, or one longer than any (AUTH-02, AUTH-06)."""
        login = credentials.get("username") or credentials.get("email") or ""
        try:
            # allauth calls ``rollback`` on it when the password was right.
            self._login_failed_rl_usage = begin_try(login, self.get_client_ip(request), now=timezone.now())
        except TooManyTries as error:
            raise self.validation_error("too_many_login_attempts") from error
        if len(credentials.get("password") or "") > LONGEST_PASSWORD:
            raise self.validation_error("email_password_mismatch")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """After the wrong password that locks an account its owner is told, once."""
        failed: Try = self._login_failed_rl_usage
        if failed.person and has_locked(failed):
            owner = User.objects.get(pk=failed.person)
            record(Event.SIGN_IN_LOCKED, actor=None, subject=owner)
            tell_of_lock.enqueue(owner.pk)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """All of allauth's own mails go through the queue."""
        values = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        send_later(self.render_mail(template_prefix, email, values))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """To the stored address, whatever look-alike of it was typed (AUTH-09)."""
        super().send_password_reset_mail(user, user.email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The state's identity provider opens existing accounts that their owners have linked; it makes none (AUTH-11)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted, with a key that is not in the database (AUTH-05)."""

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As the factor needs it."""
        return decrypted(encrypted_text)
