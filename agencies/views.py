"""Roles: who holds which, giving and ending them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from accounts.decorators import shown_again
from accounts.domain.sessions import end_sessions
from agencies.choices import Role
from agencies.domain.granting import (
    NotGranted,
    ask_for_role,
    assignments_seen_by,
    confirm_role,
    end_granted_role,
    may_grant,
    may_grant_roles,
    refuse_role,
    requests_seen_by,
)
from agencies.forms import EndForm, GrantForm, SignOutForm
from agencies.models import RoleRequest
from audit.choices import Event
from audit.domain.recording import record

PER_PAGE = 50
WHY_NOT = {
    "self": gettext_lazy("Nobody gives a role to themselves or ends their own. Ask another administrator."),
    "not_yours": gettext_lazy("You give only roles that you hold yourself, over places inside your own."),
    "outside": gettext_lazy("Nobody you may give a role has this e-mail or number."),
    "same_person": gettext_lazy("Another administrator has to confirm what you asked for."),
    "gone": gettext_lazy("It has been decided in the meantime."),
}


class RolesView(LoginRequiredMixin, View):
    """For administrators; for everybody else there is nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_grant_roles(request.user):
            raise Http404
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        return super().dispatch(request, *args, **kwargs)

    def refused(self, error: NotGranted) -> HttpResponse:
        """Back to the list, with the sentence that says why not."""
        messages.error(self.request, str(WHY_NOT[error.code]))
        return redirect("agencies:roles")


class RoleListView(RolesView):
    """Everybody with a role, what waits for a second person, and the form that gives one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(GrantForm(request.user, today=self.today))

    @shown_again
    def post(self, request: HttpRequest) -> HttpResponse:
        """Give a role or ask for it."""
        form = GrantForm(request.user, request.POST, today=self.today)
        if not form.is_valid():
            return self._page(form, status=422)
        values = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            made = ask_for_role(request.user, values.pop("person"), values.pop("role"), **values, now=self.now)
        except NotGranted as error:
            form.add_error(None, str(WHY_NOT[error.code]))
            return self._page(form, status=422)
        waits = _("Asked for. It takes effect when another administrator has confirmed it.")
        messages.success(request, waits if isinstance(made, RoleRequest) else _("Saved."))
        return redirect("agencies:roles")

    def _page(self, form: GrantForm, status: int = 200) -> HttpResponse:
        user = self.request.user
        record(Event.NAMES_OPENED, actor=user.pk, after={"list": "roles"})
        held = assignments_seen_by(user, self.today).select_related("person", "region", "agency")
        page = Paginator(held.order_by("role", "pk"), PER_PAGE).get_page(self.request.GET.get("page"))
        waiting = requests_seen_by(user)[:PER_PAGE]
        context = {"form": form, "page": page, "waiting": waiting, "sign_out": SignOutForm(user)}
        return render(self.request, "agencies/roles.html", context, status=status)


class DecideView(RolesView):
    """The second person's word."""

    @shown_again
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """``confirm`` or ``refuse`` one request."""
        waiting = get_object_or_404(requests_seen_by(request.user), pk=pk)
        try:
            if request.POST.get("decision") == "confirm":
                confirm_role(waiting, by=request.user)
            else:
                refuse_role(waiting, by=request.user)
        except NotGranted as error:
            return self.refused(error)
        messages.success(request, _("Saved."))
        return redirect("agencies:roles")


class EndRoleView(RolesView):
    """One role, and the form that ends it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(pk, EndForm(today=self.today))

    @shown_again
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End it on a day."""
        form = EndForm(request.POST, today=self.today)
        if not form.is_valid():
            return self._page(pk, form, status=422)
        try:
            end_granted_role(self._held(pk), by=request.user, **form.cleaned_data)
        except NotGranted as error:
            return self.refused(error)
        messages.success(request, _("Saved."))
        return redirect("agencies:roles")

    def _held(self, pk: int) -> Any:
        seen = assignments_seen_by(self.request.user, self.today).exclude(person_id=self.request.user.pk or 0)
        held = get_object_or_404(seen.select_related("person", "region", "agency"), pk=pk)
        if not may_grant(self.request.user, held.role, region=held.region, agency=held.agency):
            raise Http404
        return held

    def _page(self, pk: int, form: EndForm, status: int = 200) -> HttpResponse:
        context = {"held": self._held(pk), "form": form}
        return render(self.request, "agencies/end_role.html", context, status=status)


class SignOutView(RolesView):
    """Ends the sessions of somebody whose device is lost or whose password is known (SESS-05)."""

    http_method_names = ["post"]

    @shown_again
    def post(self, request: HttpRequest) -> HttpResponse:
        """On all devices, at once."""
        form = SignOutForm(request.user, request.POST)
        if not form.is_valid():
            messages.error(request, form.errors["somebody"][0])
            return redirect("agencies:roles")
        person = form.cleaned_data["somebody"]
        number = end_sessions(person)
        record(Event.SESSIONS_ENDED, actor=request.user.pk, subject=person, after={"sessions": number})
        messages.success(request, _("Sessions ended: %(number)d.") % {"number": number})
        return redirect("agencies:roles")
