"""The first sign-in of people who were invited. Looking changes nothing: mail scanners open links too."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from accounts.domain.invitations import InvitationClosed, activate, by_code, by_token, is_open
from accounts.domain.names import SCRIPTS, complete_names
from accounts.domain.tries import TooManyTries
from accounts.forms import CodeForm, FirstPasswordForm, NamesForm
from accounts.models import Invitation, User
from accounts.tasks import invite_by_mail


@method_decorator(never_cache, name="dispatch")
class InvitationView(View):
    """The page behind a mailed link: a password and in; a new link where this one has expired."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(self._found(token), None)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Open the account, or send a new link to the same address."""
        found, now = self._found(token), timezone.now()
        if found and "renew" in request.POST:
            return self._renewed(found)
        if found is None or not is_open(found, now):
            return self._page(found, None)
        form = FirstPasswordForm(found.person, request.POST)
        if not form.is_valid():
            return self._page(found, form, status=422)
        try:
            person = activate(found, form.cleaned_data["password"], by_mail=True, now=now)
        except InvitationClosed:
            return self._page(self._found(token), None)
        complete_names(person, form.names)
        return signed_in(request, person)

    def _found(self, token: str) -> Invitation | None:
        try:
            return by_token(token)
        except InvitationClosed:
            return None

    def _renewed(self, found: Invitation) -> HttpResponse:
        try:
            invite_by_mail(found.person, by=None, now=timezone.now())
        except InvitationClosed:
            return self._page(found, None)
        return render(self.request, "accounts/invitation.html", {"is_sent": True})

    def _page(self, found: Invitation | None, form: FirstPasswordForm | None, status: int = 200) -> HttpResponse:
        can_open = found is not None and is_open(found, timezone.now())
        context = {
            "person": found.person if found and can_open else None,
            "form": form or (FirstPasswordForm(found.person) if found and can_open else None),
            "can_renew": found is not None and not can_open and found.used_at is None and bool(found.person.email),
        }
        return render(self.request, "accounts/invitation.html", context, status=status if can_open else 410)


@method_decorator(never_cache, name="dispatch")
class CodeView(View):
    """For a code on paper: sign-in name, code and a password on one page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(CodeForm(None))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the account; one sentence for everything that is wrong with name or code."""
        form = CodeForm(None, request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        now, address = timezone.now(), get_adapter(request).get_client_ip(request)
        try:
            found = by_code(form.cleaned_data["login"], form.cleaned_data["code"], address=address, now=now)
            person = activate(found, form.cleaned_data["password"], by_mail=False, now=now)
        except TooManyTries:
            form.add_error(None, _("Too many tries. Wait five minutes, then try again."))
            return self._page(form, status=422)
        except InvitationClosed:
            wrong = _(
                "Name and code do not belong together, or the code has expired. Ask your coordinator for a new one."
            )
            form.add_error(None, wrong)
            return self._page(form, status=422)
        return signed_in(request, person)

    def _page(self, form: CodeForm, status: int = 200) -> HttpResponse:
        return render(self.request, "accounts/code.html", {"form": form}, status=status)


class NameView(LoginRequiredMixin, View):
    """One's own name in three scripts: certificates are printed in two of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(NamesForm(self.person))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write what is missing."""
        form = NamesForm(self.person, request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        complete_names(self.person, form.names)
        messages.success(request, _("Saved."))
        return redirect("accounts:name")

    @property
    def person(self) -> User:
        """Whoever looks; the view lets nobody in who is not signed in."""
        return cast("User", self.request.user)

    def _page(self, form: NamesForm, status: int = 200) -> HttpResponse:
        known = [(User._meta.get_field(name).verbose_name, getattr(self.person, name)) for name in SCRIPTS]
        context = {"form": form, "known": [(label, name) for label, name in known if name]}
        return render(self.request, "accounts/name.html", context, status=status)


def signed_in(request: HttpRequest, person: User) -> HttpResponse:
    """Through allauth's door, as if the password had been typed there."""
    response: HttpResponse = perform_login(request, person, email_verification="none")
    return response
