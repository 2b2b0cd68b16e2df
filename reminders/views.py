"""The coordinator's screens about reminders (ux C2): whom to remind, what was sent, what is stopped."""

import logging
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from agencies.choices import PostCategory
from courses.models import Course
from reminders.choices import MessageState, Reach
from reminders.domain.pausing import end_site_pause, pause
from reminders.forms import PersonPauseForm, UntilForm
from reminders.mails import Words, reminder_words
from reminders.queries import audience_of, is_site_paused, pauses_on, people_behind, with_reach
from reminders.rules import may_pause_site
from reminders.scope import bounces_seen_by, overdue_in, pauses_seen_by, reminders_seen_by
from reminders.tasks import remind_overdue, send_waiting
from reports.filters import ReportFilter, Scope, UnknownChoice, scope_of
from reports.periods import ALL_TIME, Period

PER_PAGE = 50
LISTED = 50
# The two official languages; who has chosen English gets the same in English.
PREVIEWED = ("ru", "kk")
SAMPLE_COURSES = 3
logger = logging.getLogger(__name__)


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


class RemindView(CoordinatorView):
    """Who is overdue in what is chosen, what they would read, and the decision."""

    template_name = "reminders/remind.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = self.chosen_or_404(request.GET)
        duties = overdue_in(chosen, self.today)
        unreached = with_reach(people_behind(duties), self.today)
        _log_names(request, "unreached_opened")
        return self.page(
            chosen=chosen,
            parameters=QueryDict(urlencode(chosen.parameters)),
            categories=PostCategory.choices,
            audience=audience_of(duties, self.today),
            without_email=unreached.filter(reach=Reach.NO_EMAIL).order_by("pk")[:LISTED],
            previews=self.previews(duties),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remind in the background, and lead to the log. Whoever was reminded meanwhile is left out."""
        chosen = self.chosen_or_404(request.POST)
        parameters = chosen.parameters
        transaction.on_commit(lambda: remind_overdue.enqueue(request.user.pk, parameters))
        messages.success(request, _("The reminders are being written. They appear in this list in a moment."))
        return redirect("reminders:log")

    def chosen_or_404(self, values: QueryDict) -> ReportFilter:
        """The filter; who is overdue is a question of today, so there is no period."""
        try:
            chosen = ReportFilter.parse(values, self.scope)
        except UnknownChoice as error:
            raise Http404 from error
        return replace(chosen, period=Period.parse(ALL_TIME))

    def previews(self, duties: Any) -> list[tuple[str, Words]]:
        """The mail in both languages, with the first courses that are overdue there."""
        found = list(duties.order_by("due_on", "pk").values_list("course", "due_on")[:PER_PAGE])
        due = dict(reversed(found))
        courses = [(one, due[one.pk]) for one in Course.objects.filter(pk__in=due)[:SAMPLE_COURSES]]
        written = []
        for language in PREVIEWED if courses else ():
            with override(language):
                written.append((language, reminder_words(courses, today=self.today)))
        return written


class LogView(CoordinatorView):
    """What people in scope were told, the newest first, and whose address was refused."""

    template_name = "reminders/log.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        seen = reminders_seen_by(request.user)
        state = request.GET.get("state", "")
        if state and state not in MessageState.values:
            raise Http404
        rows = (seen.filter(message__state=state) if state else seen).select_related("message", "person", "course")
        page = Paginator(rows.order_by("-message__day", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
        counts = dict(seen.order_by().values_list("message__state").annotate(Count("message", distinct=True)))
        _log_names(request, "reminders_opened")
        return self.page(
            page=page,
            state=state,
            states=[(value, label, counts[value]) for value, label in MessageState.choices if value in counts],
            bounces=bounces_seen_by(request.user).order_by("-since")[:LISTED],
        )


class RetryAddressView(CoordinatorView):
    """Lets an address be written to again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget the refusal; nothing is sent by that."""
        get_object_or_404(bounces_seen_by(request.user), pk=pk).delete()
        messages.success(request, _("Saved."))
        return redirect("reminders:log")


class PauseView(CoordinatorView):
    """Pauses of people in scope, and for whoever answers for the country the one of everybody."""

    template_name = "reminders/pauses.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.pauses(PersonPauseForm(request.user, today=self.today), UntilForm(today=self.today, prefix="site"))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Pause one person."""
        form = PersonPauseForm(request.user, request.POST, today=self.today)
        if not form.is_valid():
            return self.pauses(form, UntilForm(today=self.today, prefix="site"), status=422)
        pause(form.person, until=form.cleaned_data["until"], by=request.user, now=self.now)
        messages.success(request, _("Saved."))
        return redirect("reminders:pauses")

    def pauses(self, form: PersonPauseForm, site_form: UntilForm, status: int = 200) -> HttpResponse:
        """The page with these forms."""
        _log_names(self.request, "pauses_opened")
        mine = pauses_seen_by(self.request.user) & pauses_on(self.today)
        return self.page(
            status=status,
            form=form,
            site_form=site_form,
            may_pause_site=may_pause_site(self.request.user),
            site_pause=pauses_on(self.today).filter(person=None).first(),
            people=mine.select_related("person").order_by("-created_at")[:LISTED],
        )


class PauseEndView(CoordinatorView):
    """Lets mails to one person go again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End the pause, and go back with a sentence."""
        get_object_or_404(pauses_seen_by(request.user), pk=pk).delete()
        return _resumed(request)


class SitePauseView(PauseView):
    """Stops all mails, or lets them go again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("reminders:pauses")

    def post(self, request: HttpRequest) -> HttpResponse:
        """``end`` in the form: let them go again."""
        if not may_pause_site(request.user):
            raise Http404
        if "end" in request.POST:
            end_site_pause()
            return _resumed(request)
        form = UntilForm(request.POST, today=self.today, prefix="site")
        if not form.is_valid():
            return self.pauses(PersonPauseForm(request.user, today=self.today), form, status=422)
        pause(None, until=form.cleaned_data["until"], by=request.user, now=self.now)
        messages.success(request, _("Saved."))
        return redirect("reminders:pauses")


def _resumed(request: HttpRequest) -> HttpResponse:
    transaction.on_commit(send_waiting.enqueue)
    messages.success(request, _("Saved."))
    return redirect("reminders:pauses")


def _log_names(request: HttpRequest, event: str) -> None:
    logger.info("Names opened", extra={"event": event, "user_id": request.user.pk})
