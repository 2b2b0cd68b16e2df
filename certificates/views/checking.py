"""The public check: anybody with the code, or with the file, sees every printed claim and one state (CERT-04, 05)."""

import hashlib
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from certificates.codes import grouped
from certificates.models import Certificate
from certificates.queries import certificate_by_code, certificate_by_file
from core.throttling import is_within

CHECKS, SECONDS = 10, 60  # ux 45
LONGEST_TYPED = 100
LARGEST_FILE = 1_000_000


class CheckView(View):
    """The page, the result for a code, and the result for a file."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        """The form; with a code, what was issued under it."""
        typed = code or request.GET.get("code", "")[:LONGEST_TYPED]
        if not typed:
            return self._page(request)
        if not may_check(request):
            return self._page(request, status=HTTPStatus.TOO_MANY_REQUESTS, is_too_often=True)
        return self._result(request, certificate_by_code(typed), typed=typed)

    def post(self, request: HttpRequest, code: str = "") -> HttpResponse:
        """A file: exactly the one that was issued, or not."""
        file = request.FILES.get("file")
        if not may_check(request):
            return self._page(request, status=HTTPStatus.TOO_MANY_REQUESTS, is_too_often=True)
        if file is None or not file.size or file.size > LARGEST_FILE:
            return self._page(request, status=HTTPStatus.BAD_REQUEST, is_no_file=True)
        return self._result(request, certificate_by_file(hashlib.sha256(file.read()).hexdigest()), is_file=True)

    def _result(self, request: HttpRequest, found: Certificate | None, **context: object) -> HttpResponse:
        if found is None:
            return self._page(request, status=HTTPStatus.NOT_FOUND, is_unknown=True, **context)
        return self._page(request, certificate=found, printed_code=grouped(found.code), **context)

    def _page(self, request: HttpRequest, status: int = HTTPStatus.OK, **context: object) -> HttpResponse:
        response = render(request, "certificates/check.html", context, status=status)
        response["X-Robots-Tag"] = "noindex"
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            response["Retry-After"] = str(SECONDS)
        return response


class ShortView(View):
    """What the QR code says: leads to the check page in the language of whoever scans it."""

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        response = redirect("certificates:check_code", code=code)
        response["X-Robots-Tag"] = "noindex"
        return response


def may_check(request: HttpRequest) -> bool:
    """Whether this address may look once more; a look is counted by that."""
    return is_within(CHECKS, seconds=SECONDS, of="certificates", who=get_adapter(request).get_client_ip(request))
