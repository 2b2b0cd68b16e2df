"""What holders see of their certificates."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView, View

from certificates.domain.papers import paper_of
from certificates.models import Certificate
from certificates.queries import own_certificates


class MineView(LoginRequiredMixin, TemplateView):
    """My certificates."""

    template_name = "certificates/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(certificates=own_certificates(self.request.user), **kwargs)


class PdfView(LoginRequiredMixin, View):
    """The holder's own paper, byte for byte as first made."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        certificate = Certificate.objects.filter(holder=request.user.pk, code=code).first()
        if certificate is None:
            raise Http404
        disposition = f'attachment; filename="certificate-{certificate.number}.pdf"'
        pdf = bytes(paper_of(certificate).pdf)
        return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})
