"""Screens about certificates."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView, View

from certificates.queries import certificate_by_code, grouped, own_certificates
from certificates.rendering import certificate_pdf


class MineView(LoginRequiredMixin, TemplateView):
    """My certificates."""

    template_name = "certificates/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(certificates=own_certificates(self.request.user), **kwargs)


class PdfView(LoginRequiredMixin, View):
    """The holder's own paper."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        certificate = own_certificates(request.user).filter(code=code).first()
        if certificate is None:
            raise Http404
        check_url = request.build_absolute_uri(reverse("certificates:check_code", args=[certificate.code]))
        pdf = certificate_pdf(certificate, check_url=check_url)
        disposition = f'inline; filename="certificate-{certificate.number}.pdf"'
        return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


class CheckView(TemplateView):
    """Anybody with the code sees every printed claim, to compare by eye (CERT-04)."""

    template_name = "certificates/check.html"

    def get(self, request: HttpRequest, code: str = "", **kwargs: Any) -> HttpResponse:
        typed = code or request.GET.get("code", "")[:100]
        certificate = certificate_by_code(typed) if typed else None
        context = self.get_context_data(
            typed=typed, certificate=certificate, printed_code=grouped(certificate.code) if certificate else ""
        )
        response = self.render_to_response(context, status=404 if typed and certificate is None else 200)
        response["X-Robots-Tag"] = "noindex"
        return response
