"""The main menu."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import ADMIN_ROLES
from agencies.rules import KEEPS_ROSTERS, current_roles

register = template.Library()


@dataclass(frozen=True)
class Entry:
    """One entry of the menu; ``is_current`` when the page shown is it or lies below it."""

    url: str
    label: str
    is_current: bool


@register.simple_tag(takes_context=True)
def main_navigation(context: RequestContext) -> list[Entry]:
    """What this person may go to, in at most one query."""
    request: HttpRequest = context["request"]
    return [Entry(url, label, request.path.startswith(url)) for url, label in _entries_for(request.user)]


def _entries_for(user: User | AnonymousUser) -> Iterator[tuple[str, str]]:
    courses = (reverse("wagtail_serve", args=["courses/"]), _("Courses"))
    if not user.is_authenticated:
        yield courses
        yield reverse("learning:search"), _("Search")
        if settings.PUBLISH_FIGURES:
            yield reverse("reports:published"), _("Published figures")
        yield reverse("account_login"), _("Sign in")
        return
    yield reverse("learning:home"), _("My learning")
    yield courses
    yield reverse("learning:search"), _("Search")
    yield reverse("certificates:mine"), _("Certificates")
    roles = current_roles(user)
    if Role.COORDINATOR in roles:
        yield reverse("reports:overview"), _("Reports")
        yield reverse("obligations:list"), _("Obligations")
        yield reverse("reminders:remind"), _("Reminders")
    if not roles.isdisjoint(KEEPS_ROSTERS):
        yield reverse("rosters:upload"), _("Staff lists")
    if user.is_superuser or Role.ADMINISTRATOR in roles:
        yield reverse("agencies:roles"), _("Roles")
    if Role.AUDITOR in roles:
        yield reverse("audit:log"), _("Audit log")
    if user.is_superuser or not roles.isdisjoint(ADMIN_ROLES):
        yield reverse("wagtailadmin_home"), _("Authoring")
