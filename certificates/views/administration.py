"""Certificates in the admin: found, issued again, revoked (ux 46)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.codes import grouped
from certificates.domain.correcting import CertificateRefused, reissue, revoke
from certificates.forms import ReasonForm
from certificates.models import Certificate
from certificates.queries import found_certificates, in_force
from certificates.tasks import reissue_many

PER_PAGE = 50
LONGEST_TYPED = 100
PERMISSION = "certificates.change_certificate"


class CertificatesMixin(WagtailAdminTemplateMixin):
    """Lets in who may touch certificates; everybody else is sent away as Wagtail does."""

    request: HttpRequest
    page_title = gettext_lazy("Certificates")
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("certificates_admin:list"), "label": self.page_title},
        ]


class CertificateListView(CertificatesMixin, View):
    """The newest, or those that fit what was typed."""

    template_name = "certificates/admin/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("q", "")[:LONGEST_TYPED]
        page = Paginator(found_certificates(typed), PER_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(self.get_context_data(page=page, typed=typed))


class CertificateView(CertificatesMixin, View):
    """One certificate, and what may be done about it: to it, or to all of its course."""

    template_name = "certificates/admin/certificate.html"
    kwargs: dict[str, Any]

    @cached_property
    def certificate(self) -> Certificate:
        """The one of the address."""
        found = Certificate.objects.select_related("holder", "superseded_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Its number."""
        return self.certificate.number

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry out the act named by the button, for the reason given."""
        form, act = ReasonForm(request.POST), ACTS.get(request.POST.get("act", ""))
        if act is None or not form.is_valid():
            return self._page(form, status=422)
        try:
            told, then = act(self.certificate, request, form.cleaned_data["reason"])
        except CertificateRefused:
            messages.error(request, _("This certificate was revoked or replaced already."))
            return redirect("certificates_admin:certificate", pk)
        messages.success(request, told)
        return redirect("certificates_admin:certificate", then.pk)

    def _page(self, form: ReasonForm, status: int = 200) -> HttpResponse:
        one = self.certificate
        context = self.get_context_data(
            certificate=one,
            printed_code=grouped(one.code),
            form=form,
            before=Certificate.objects.filter(superseded_by=one).first(),
            of_course=in_force(one.subject_key).count(),
        )
        return self.render_to_response(context, status=status)


def _reissue(certificate: Certificate, request: HttpRequest, reason: str) -> tuple[str, Certificate]:
    new = reissue(certificate, by=request.user, reason=reason, now=timezone.now())
    return _("Issued again. The old certificate says that it was replaced."), new


def _revoke(certificate: Certificate, request: HttpRequest, reason: str) -> tuple[str, Certificate]:
    revoke(certificate, by=request.user, reason=reason, now=timezone.now())
    return _("Revoked. The public check says so from now on."), certificate


def _reissue_all(certificate: Certificate, request: HttpRequest, reason: str) -> tuple[str, Certificate]:
    last = in_force(certificate.subject_key).order_by("-pk").values_list("pk", flat=True).first() or 0
    reissue_many.enqueue(str(certificate.subject_key), request.user.pk, reason, last)
    return _("The certificates of this course are being issued again in the background."), certificate


ACTS: Mapping[str, Callable[[Certificate, HttpRequest, str], tuple[str, Certificate]]] = {
    "reissue": _reissue,
    "revoke": _revoke,
    "reissue_all": _reissue_all,
}
