"""One's own data: what is held and why, all of it as a file, asking to be erased, and consent."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View

from audit.choices import Event
from audit.domain.recording import record
from core.localisation import current_language, localised_field
from privacy.domain.consent import CONSENT_DUE, current_text, give_consent, text_due
from privacy.domain.erasure import ask_for_erasure
from privacy.exports import data_file
from privacy.models import Consent, ErasureRequest
from privacy.queries import numbers_held, register_by_purpose


class OwnDataView(LoginRequiredMixin, View):
    """What is held about the person, for what, who sees it and for how long."""

    def get(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        consents = Consent.objects.filter(person=person.pk).select_related("text")
        requests = ErasureRequest.objects.filter(person=person.pk)
        context = {
            "register": register_by_purpose(),
            "numbers": numbers_held(person),
            "request_open": requests.filter(decided_at=None).first(),
            "request_answered": requests.exclude(decided_at=None).order_by("-decided_at").first(),
            "consent": consents.order_by("-given_at").first(),
        }
        return render(request, "privacy/mine.html", context)


@login_required
@require_POST
@reauthentication_required
def data_file_view(request: HttpRequest) -> HttpResponse:
    """The file with everything, for its owner, who has just shown again who they are (AUTH-10)."""
    now = timezone.now()
    record(Event.DATA_TAKEN, actor=request.user.pk, subject=request.user)
    data = data_file(request.user, now=now)
    disposition = f'attachment; filename="data_{timezone.localdate(now):%Y-%m-%d}.zip"'
    return HttpResponse(data, content_type="application/zip", headers={"Content-Disposition": disposition})


class AskView(LoginRequiredMixin, View):
    """The wish to be erased, said once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        ask_for_erasure(request.user, now=timezone.now())
        messages.success(request, _("Your request has been sent. You see the answer here."))
        return redirect("privacy:mine")


class ConsentView(LoginRequiredMixin, View):
    """What becomes of one's data, read before the first lesson; yes leads to where the person wanted to go."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """The yes to the edition that was shown; a newer one is shown first."""
        text = current_text()
        if text is None or request.POST.get("edition") != str(text.number):
            return self._page()
        give_consent(request.user, text, language=current_language(), now=timezone.now())
        request.session.pop(CONSENT_DUE, None)
        return redirect(self._next() or "learning:home")

    def _page(self) -> HttpResponse:
        text = current_text()
        if text is None:
            raise Http404
        context = {
            "text": localised_field(text, "text"),
            "edition": text,
            "is_due": text_due(self.request.user) is not None,
            "next": self._next(),
        }
        return render(self.request, "privacy/consent.html", context)

    def _next(self) -> str:
        asked = self.request.POST.get("next") or self.request.GET.get("next") or ""
        is_ours = url_has_allowed_host_and_scheme(
            asked, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return asked if is_ours else ""
