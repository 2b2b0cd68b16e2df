"""Results in the Wagtail admin."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def results_urls() -> list[URLResolver]:
    """Screens that may complete courses: regrading and marking."""
    return [path("results/", include("learning.admin_urls"))]
