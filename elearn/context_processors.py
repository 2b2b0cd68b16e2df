"""What every template may print without asking the database."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str | bool]:
    """``SUPPORT_EMAIL``: where a person who is stuck writes to; ``STAFF_WITHOUT_FACTOR``: only a demo does that."""
    return {"SUPPORT_EMAIL": settings.SUPPORT_EMAIL, "STAFF_WITHOUT_FACTOR": not settings.STAFF_SECOND_FACTOR}
