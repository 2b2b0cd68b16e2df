"""The coordinator's screens about who has to do what: rules, exemptions, waivers (ux T5)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from agencies.choices import Role
from agencies.rules import holds_role, people_visible_to
from audit.choices import Event
from audit.domain.recording import record
from obligations.domain.obliging import (
    EndsTooEarly,
    NotReady,
    behind_in,
    end_obligation,
    exempt,
    missing_in,
    oblige,
    reach_of,
    waive,
    withdraw_exemption,
)
from obligations.forms import EndForm, ExemptionForm, ObligationForm, WaiverForm
from obligations.models import Duty, Exemption, Obligation, Waiver
from obligations.rules import obligations_binding, obligations_of
from obligations.tasks import count_duties

PER_PAGE = 50
LISTED = 10


class CoordinatorView(LoginRequiredMixin, View):
    """For coordinators; for everybody else there is nothing here."""

    template_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not holds_role(request.user, Role.COORDINATOR):
            raise Http404
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        return super().dispatch(request, *args, **kwargs)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        """The view's template with this context."""
        return render(self.request, self.template_name, context | {"now": self.now}, status=status)


class ObligationListView(CoordinatorView):
    """Rules that bind somebody in scope, the newest first."""

    template_name = "obligations/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = obligations_binding(request.user).select_related("course", "agency", "region")
        page = Paginator(found.distinct().order_by("-starts_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
        return self.page(page=page, today=self.today)


class ObligeView(CoordinatorView):
    """A new rule in two steps on one address: what it says, then how many it binds and the decision."""

    template_name = "obligations/new.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {name: request.GET[name] for name in ("course", "region") if name in request.GET}
        return self.page(form=ObligationForm(request.user, today=self.today, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the head-count; with the decision in the form, let the rule hold."""
        form = ObligationForm(request.user, request.POST, today=self.today)
        if not form.is_valid():
            return self.page(form=form, status=422)
        if "change" in request.POST:
            return self.page(form=form)
        course = form.obligation.course
        missing, behind = missing_in(course), behind_in(course)
        if "decide" not in request.POST or missing or behind:
            return self._preview(form, missing, behind)
        try:
            obligation = self._oblige(form.obligation)
        except NotReady:
            return self._preview(form, missing, behind)
        messages.success(request, _("The rule holds. Everybody it binds finds the course among their courses."))
        return redirect("obligations:detail", obligation.pk)

    @transaction.atomic
    def _oblige(self, obligation: Obligation) -> Obligation:
        obligation.created_at = self.now
        oblige(obligation)
        transaction.on_commit(lambda: count_duties.enqueue(obligation.pk))
        return obligation

    def _preview(self, form: ObligationForm, missing: list[str], behind: list[str]) -> HttpResponse:
        self.template_name = "obligations/preview.html"
        reach = reach_of(form.obligation, today=self.today)
        return self.page(
            form=form,
            obligation=form.obligation,
            reach=reach,
            missing=missing[:LISTED],
            behind=behind[:LISTED],
            status=422 if missing and "decide" in self.request.POST else 200,
        )


class OneObligationView(CoordinatorView):
    """Finds the rule of the address; one that binds nobody in scope does not exist."""

    kwargs: dict[str, Any]

    @cached_property
    def obligation(self) -> Obligation:
        """With everything a page shows of it."""
        found = obligations_binding(self.request.user).distinct().select_related("course", "agency", "region")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def may_change(self) -> bool:
        """Whether this coordinator could have made the rule."""
        return obligations_of(self.request.user).filter(pk=self.obligation.pk).exists()


class ObligationView(OneObligationView):
    """One rule: how many it binds, its end, and whom it does not apply to. Only people in scope are named."""

    template_name = "obligations/detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(EndForm(), ExemptionForm(request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End the rule, or let somebody off."""
        if not self.may_change:
            raise Http404
        return self._exempt(request) if "reason" in request.POST else self._end(request)

    def _end(self, request: HttpRequest) -> HttpResponse:
        form = EndForm(request.POST)
        if form.is_valid():
            try:
                return self._ended(form)
            except EndsTooEarly:
                form.add_error("ends_on", _("A rule cannot end in the past. Choose today or a later day."))
        return self._page(form, ExemptionForm(request.user), status=422)

    @transaction.atomic
    def _ended(self, form: EndForm) -> HttpResponse:
        end_obligation(self.obligation, on=form.cleaned_data["ends_on"], by=self.request.user, today=self.today)
        transaction.on_commit(lambda: count_duties.enqueue(self.obligation.pk))
        messages.success(self.request, _("Saved."))
        return redirect("obligations:detail", self.obligation.pk)

    def _exempt(self, request: HttpRequest) -> HttpResponse:
        form = ExemptionForm(request.user, request.POST)
        if not form.is_valid():
            return self._page(EndForm(), form, status=422)
        exempt(self.obligation, form.person, reason=form.cleaned_data["reason"], by=request.user, now=self.now)
        messages.success(request, _("Saved."))
        return redirect("obligations:detail", self.obligation.pk)

    def _page(self, end_form: EndForm, exemption_form: ExemptionForm, status: int = 200) -> HttpResponse:
        mine = people_visible_to(self.request.user)
        exemptions = Exemption.objects.filter(obligation=self.obligation)
        bound = Duty.objects.filter(obligation=self.obligation).aggregate(people=Count("learner", distinct=True))
        _log_names(self.request, "exemptions_opened")
        return self.page(
            status=status,
            obligation=self.obligation,
            bound=bound["people"],
            exempted=exemptions.count(),
            exemptions=exemptions.filter(person__in=mine)
            .select_related("person", "granted_by")
            .order_by("-granted_at"),
            end_form=end_form,
            exemption_form=exemption_form,
            may_change=self.may_change,
        )


class ExemptionEndView(OneObligationView):
    """Binds somebody again."""

    def post(self, request: HttpRequest, pk: int, exemption: int) -> HttpResponse:
        """Withdraw, and go back with a sentence."""
        if not self.may_change:
            raise Http404
        mine = Exemption.objects.filter(obligation=self.obligation, person__in=people_visible_to(request.user))
        withdraw_exemption(get_object_or_404(mine, pk=exemption), now=self.now)
        messages.success(request, _("Saved."))
        return redirect("obligations:detail", self.obligation.pk)


class WaiverView(CoordinatorView):
    """Prior learning accepted for people in scope, and the form that accepts it."""

    template_name = "obligations/waivers.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(WaiverForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Accept, and list it."""
        form = WaiverForm(request.user, request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        chosen = {name: form.cleaned_data[name] for name in ("since", "until", "evidence")}
        waive(form.person, form.cleaned_data["course"], **chosen, by=request.user, now=self.now)
        messages.success(request, _("Saved."))
        return redirect("obligations:waivers")

    def _page(self, form: WaiverForm, status: int = 200) -> HttpResponse:
        _log_names(self.request, "waivers_opened")
        given = Waiver.objects.filter(person__in=people_visible_to(self.request.user))
        rows = given.select_related("person", "course", "granted_by").order_by("-granted_at", "-pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return self.page(form=form, page=page, status=status)


def _log_names(request: HttpRequest, event: str) -> None:
    record(Event.NAMES_OPENED, actor=request.user.pk, after={"list": event})
