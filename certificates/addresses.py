"""Where the public finds papers: addresses that are printed and signed, so they never change and have no language."""

from django.conf import settings
from django.urls import reverse


def site_url(name: str, *args: object) -> str:
    """The whole address of one of this app's routes."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(f"badges:{name}", args=args)
