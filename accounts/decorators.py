"""What a view asks of whoever is signed in already."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest
from django.utils.decorators import method_decorator


def _is_asked(request: HttpRequest) -> bool:
    return bool(settings.STAFF_SECOND_FACTOR)


# For ``post`` of a view: staff show again who they are, within the last five minutes (AUTH-10). The demo does not ask.
shown_again: Any = method_decorator(reauthentication_required(enabled=_is_asked))
