"""Signed documents for machines: the credential, the issuer with the public keys, the list of what no longer holds."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.generic import View

from certificates.credentials import list_of
from certificates.domain.papers import paper_of, signed_profile, signed_status_list
from certificates.models import Certificate
from certificates.queries import certificate_by_code
from certificates.views.checking import SECONDS, may_check

# A revocation is known everywhere within a minute (CERT-04).
FRESH = {"Cache-Control": f"public, max-age={SECONDS}", "X-Robots-Tag": "noindex"}


class IssuerView(View):
    """Who signs, and with which keys."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return as_json(signed_profile(now=timezone.now()), "application/ld+json")


class StatusView(View):
    """One list of the certificates that were revoked or replaced, as bits; it names nobody."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        last = Certificate.objects.order_by("-pk").values_list("pk", flat=True).first()
        if last is None or number > list_of(last):
            raise Http404
        return as_json(signed_status_list(number, now=timezone.now()), "application/vc")


class CredentialView(View):
    """A certificate as a signed Open Badge, for whoever has its code: it says what the check page says."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if not may_check(request):
            return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(SECONDS)})
        certificate = certificate_by_code(code)
        if certificate is None:
            raise Http404
        disposition = f'attachment; filename="certificate-{certificate.number}.json"'
        headers = {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
        return HttpResponse(paper_of(certificate).credential, content_type="application/vc", headers=headers)


def as_json(document: dict[str, Any], kind: str) -> JsonResponse:
    """The document, readable in every language, good for a minute."""
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False}, content_type=kind, headers=FRESH)
