"""How passwords are checked."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class OneCheckBackend(AuthenticationBackend):
    """Hashes a password once for a known name, as for an unknown one (AUTH-08).

    allauth tries what was typed as a name and again as an e-mail, and would hash twice for somebody it finds.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """The person whose password it is."""
        self._refused: set[Any] = set()
        return super().authenticate(request, **credentials)

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        if user and user.pk in self._refused:
            return None
        checked = super()._check_password(user, password)
        if user and checked is None:
            self._refused.add(user.pk)
        return checked
