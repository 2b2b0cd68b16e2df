"""For administrators: who is erased, and the editions of the consent."""

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
from audit.choices import Event
from audit.domain.recording import record
from privacy.domain.consent import current_text, publish_text
from privacy.domain.erasure import NotErasable, erase, grant_erasure, refuse_erasure
from privacy.forms import ConsentTextForm, EraseForm, RefusalForm
from privacy.models import ConsentText, ErasureRequest

PER_PAGE = 50
WHY_NOT = {
    "employed": gettext_lazy("The person still works at an agency. End the employment in the staff list first."),
    "role": gettext_lazy("The person still holds a role. End it first."),
    "self": gettext_lazy("Nobody decides about their own request. Another administrator has to."),
    "gone": gettext_lazy("It has been decided in the meantime."),
}


class DecidingView(LoginRequiredMixin, View):
    """For administrators; for everybody else there is nothing here."""

    permission = "privacy.change_erasurerequest"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_perm(self.permission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class RequestListView(DecidingView):
    """Who asked to be erased, and the form for those who asked on paper."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(EraseForm())

    @shown_again
    def post(self, request: HttpRequest) -> HttpResponse:
        """Erase somebody who asked on paper."""
        form = EraseForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        person = form.cleaned_data["login"]
        try:
            if person == request.user:
                raise NotErasable("self")
            erase(person, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        except NotErasable as error:
            form.add_error("login", str(WHY_NOT[error.code]))
            return self._page(form, status=422)
        messages.success(request, _("Erased."))
        return redirect("privacy:requests")

    def _page(self, form: EraseForm, status: int = 200) -> HttpResponse:
        record(Event.NAMES_OPENED, actor=self.request.user.pk, after={"list": "erasure_requests"})
        waiting = ErasureRequest.objects.filter(decided_at=None).select_related("person").order_by("asked_at", "pk")
        page = Paginator(waiting, PER_PAGE).get_page(self.request.GET.get("page"))
        context = {"form": form, "page": page, "refusal": RefusalForm()}
        return render(self.request, "privacy/requests.html", context, status=status)


class DecideView(DecidingView):
    """An administrator's answer."""

    http_method_names = ["post"]

    @shown_again
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = get_object_or_404(ErasureRequest, pk=pk)
        now = timezone.now()
        try:
            if request.POST.get("decision") == "erase":
                grant_erasure(asked, by=request.user, now=now)
                messages.success(request, _("Erased."))
            else:
                self._refuse(asked)
        except NotErasable as error:
            messages.error(request, str(WHY_NOT[error.code]))
        return redirect("privacy:requests")

    def _refuse(self, asked: ErasureRequest) -> None:
        form = RefusalForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Write to the person why it cannot be done."))
            return
        answer = form.cleaned_data["answer"]
        refuse_erasure(asked, by=self.request.user, answer=answer, now=timezone.now())
        messages.success(self.request, _("Saved."))


class TextsView(DecidingView):
    """The editions of the consent, and a new one."""

    permission = "privacy.add_consenttext"

    def get(self, request: HttpRequest) -> HttpResponse:
        newest = current_text()
        return self._page(ConsentTextForm(instance=newest))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Publish; nobody can change it afterwards."""
        form = ConsentTextForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        texts = {language: form.cleaned_data[f"text_{language}"] for language in ("ru", "kk", "en")}
        publish_text(texts, by=request.user, now=timezone.now())
        messages.success(request, _("Published. Everybody is asked at their next sign-in."))
        return redirect("privacy:texts")

    def _page(self, form: ConsentTextForm, status: int = 200) -> HttpResponse:
        page = Paginator(ConsentText.objects.order_by("-number"), PER_PAGE).get_page(self.request.GET.get("page"))
        return render(self.request, "privacy/texts.html", {"form": form, "page": page}, status=status)
