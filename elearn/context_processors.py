"""What every template may print without asking the database."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """``SUPPORT_EMAIL``: where a person who is stuck writes to."""
    return {"SUPPORT_EMAIL": settings.SUPPORT_EMAIL}
