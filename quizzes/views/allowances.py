"""More time for one person, and another attempt, granted by somebody else and with a reason."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.team_rules import within_teams
from audit.choices import Event
from audit.domain.recording import record
from quizzes.allowance_forms import ExtraAttemptsForm, TimeAllowanceForm
from quizzes.domain.allowances import OwnAllowance, grant_extra_attempts, set_time_allowance
from quizzes.models import Attempt, TimeAllowance

PER_PAGE = 50


class TimeAllowanceView(PermissionRequiredMixin, WagtailAdminTemplateMixin, View):
    """Who has more time, and the form that gives it; opening the names is logged."""

    permission_required = "quizzes.add_timeallowance"
    raise_exception = True
    template_name = "quizzes/admin/time_allowances.html"
    page_title = gettext_lazy("More time")
    header_icon = "time"
    request: HttpRequest

    def get(self, request: HttpRequest) -> HttpResponse:
        record(Event.NAMES_OPENED, actor=request.user.pk, after={"list": "time_allowances"})
        return self._page(TimeAllowanceForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give, change or end an allowance."""
        form = TimeAllowanceForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            set_time_allowance(form.learner, form.factor, by=request.user, now=timezone.now())
        except OwnAllowance:
            form.add_error("email", _("Somebody else has to grant you this."))
            return self._page(form, status=422)
        messages.success(request, _("Saved. It holds for attempts that are started from now on."))
        return redirect("quizzes_admin:time_allowances")

    def _page(self, form: TimeAllowanceForm, status: int = 200) -> HttpResponse:
        given = TimeAllowance.objects.exclude(factor=1).select_related("learner", "granted_by")
        page = Paginator(given.order_by("-granted_at", "-pk"), PER_PAGE).get_page(self.request.GET.get("p"))
        return self.render_to_response(self.get_context_data(form=form, page=page), status=status)


class ExtraAttemptsView(PermissionRequiredMixin, View):
    """Takes the form below an attempt: its learner may try the same quiz again."""

    permission_required = "quizzes.add_extraattempts"
    raise_exception = True

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Grant, and go back to the attempt with a sentence."""
        reached = within_teams(Attempt.objects.select_related("learner", "quiz"), request.user, "quiz__team")
        attempt = get_object_or_404(reached, public_id=kwargs["public_id"])
        form = ExtraAttemptsForm(request.POST)
        if form.is_valid():
            self._grant(attempt, form.cleaned_data)
        else:
            messages.error(request, _("Not granted. Give a number from 1 to 10 and a reason."))
        return redirect("quizzes_admin:attempt", attempt.public_id)

    def _grant(self, attempt: Attempt, chosen: dict[str, Any]) -> None:
        user, now = self.request.user, timezone.now()
        try:
            grant_extra_attempts(attempt.learner, attempt.quiz, **chosen, by=user, now=now)
        except OwnAllowance:
            messages.error(self.request, _("Somebody else has to grant you this."))
        else:
            messages.success(self.request, _("Granted. The learner can start again."))
