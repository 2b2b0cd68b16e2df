"""What is stopped, and letting it go again."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from reminders.domain.pausing import end_site_pause, pause
from reminders.forms import PersonPauseForm, UntilForm
from reminders.queries import pauses_on
from reminders.rules import may_pause_site
from reminders.scope import pauses_seen_by
from reminders.tasks import send_waiting
from reminders.views.base import LISTED, CoordinatorView


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
        self.log_names("pauses_opened")
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
