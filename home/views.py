"""Where a person goes after signing in, and the style guide."""

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.generic import TemplateView, View

from accounts.models import User
from agencies.choices import Role
from agencies.rules import holds_role
from home.styleguide.samples import page_samples

ADMIN_ACCESS = "wagtailadmin.access_admin"


class StartView(LoginRequiredMixin, View):
    """Sends authors to the admin, coordinators to their figures (ux 85), everybody else to their courses.

    In the language chosen in this browser, else in the one of the account, which this browser then keeps (ux 7).
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in dict(settings.LANGUAGES):
            language = request.user.language
        with translation.override(language):
            response = HttpResponseRedirect(reverse(_start_of(request.user)))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
        return response


class StyleguideView(TemplateView):
    """Every component in its states, for designers and developers; open to everybody, for no search engine."""

    template_name = "home/styleguide/page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With all samples."""
        return super().get_context_data(**page_samples(timezone.now()), **kwargs)


def _start_of(user: User) -> str:
    if user.has_perm(ADMIN_ACCESS):
        return "wagtailadmin_home"
    if holds_role(user, Role.COORDINATOR):
        return "reports:overview"
    return "learning:home"
