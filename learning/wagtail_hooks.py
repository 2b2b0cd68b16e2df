"""Results in the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def results_urls() -> list[URLResolver]:
    """Screens that may complete courses: regrading and marking."""
    return [path("results/", include("learning.admin_urls"))]


@hooks.register("register_admin_menu_item")
def corrections_menu_item() -> MenuItem:
    """For everybody who may put a wrong key right."""
    return CorrectionsMenuItem(
        gettext_lazy("Corrected keys"), reverse_lazy("learning_admin:corrections"), icon_name="key", order=220
    )


class CorrectionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quizzes.add_keycorrection")


@hooks.register("register_admin_menu_item")
def marking_menu_item() -> MenuItem:
    """For everybody who may mark open answers."""
    return MarkingMenuItem(
        gettext_lazy("Answers to mark"), reverse_lazy("learning_admin:marking"), icon_name="edit", order=215
    )


class MarkingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quizzes.add_mark")
