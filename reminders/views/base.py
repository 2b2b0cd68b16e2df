"""What the coordinator's screens about reminders share."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from audit.choices import Event
from audit.domain.recording import record
from reminders.queries import is_site_paused
from reports.filters import ReportFilter, Scope, UnknownChoice, scope_of
from reports.periods import ALL_TIME, Period

PER_PAGE = 50
LISTED = 50


class CoordinatorView(LoginRequiredMixin, View):
    """For people with a scope; for everybody else there is nothing here."""

    template_name = ""
    scope: Scope

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.scope = scope_of(request.user)
            if not self.scope.by_code:
                raise Http404
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        return super().dispatch(request, *args, **kwargs)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        """The view's template with this context."""
        shown = {"now": self.now, "is_paused": is_site_paused(self.today)}
        return render(self.request, self.template_name, shown | context, status=status)

    def chosen_or_404(self, values: QueryDict) -> ReportFilter:
        """The filter; who is overdue is a question of today, so there is no period."""
        try:
            chosen = ReportFilter.parse(values, self.scope)
        except UnknownChoice as error:
            raise Http404 from error
        return replace(chosen, period=Period.parse(ALL_TIME))

    def log_names(self, event: str) -> None:
        """Whoever opens a list of names is noted."""
        record(Event.NAMES_OPENED, actor=self.request.user.pk, after={"list": event} | dict(self.request.GET.items()))
