"""What holds for every request and response, whichever view answers."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from core.request_number import new_request_number
from core.uploads.pieces import piece_of
from courses.domain.deleting import InUse
from courses.domain.going_live import NotReady
from courses.obstacle_texts import sentences
from elearn import error_views

LARGEST_ROW = 2**63 - 1
LONGEST_SEARCH = 1000
BANK = "wagtailsnippets_quizzes_question"  # it cuts what was typed itself
GetResponse = Callable[[HttpRequest], HttpResponse]

# Wagtail's admin carries inline scripts and styles and accepts no nonce; only its own pages get this policy.
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
}
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb"))


class RequestNumberMiddleware:
    """Gives each request the number under which logs, the audit log and error pages know it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = new_request_number()
        response = self.get_response(request)
        response.headers["X-Request-Number"] = number
        return response


class PermissionsPolicyMiddleware:
    """Tells the browser that no page of ours, nor a frame in it, uses a device (HDR-02)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response


class AdminPolicyMiddleware:
    """Loosens the content security policy under ``/admin/`` and nowhere else (HDR-01)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            # A preview brings the policy of the page it shows, which would keep it out of the editor's frame.
            response.headers.pop("Content-Security-Policy", None)
            vars(response)["_csp_replace"] = ADMIN_POLICY  # the attribute django-csp reads
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


class ReadableInputMiddleware:
    """Answers 400 to text that no database can store, before a view meets it (INP-02).

    Refused are NUL characters in path, query, cookies and form fields, and bytes that are not UTF-8 in a query or a
    URL-encoded form. Django would replace such bytes silently, and PostgreSQL answers NUL with an error.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refuse_nul([request.path_info, *request.COOKIES.values()])
        refuse_unreadable(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
        if request.content_type == "application/x-www-form-urlencoded":
            refuse_unreadable(request.body)
        elif request.content_type == "multipart/form-data":
            refuse_nul(text for name, texts in request.POST.lists() for text in (name, *texts))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, values: dict[str, Any]) -> None:
        """Raises ``Http404`` for an address with a number that no row has: SQLite fails at looking it up."""
        if any(isinstance(value, int) and value > LARGEST_ROW for value in values.values()):
            raise Http404


class AdminInputMiddleware:
    """Answers what Wagtail's admin fails at: ids that are no numbers, forms without their fields (INP-02)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, values: dict[str, Any]) -> None:
        """Raises ``Http404`` or ``BadRequest`` before the chooser is asked."""
        match = request.resolver_match
        if match is None or not request.path_info.startswith("/admin/"):
            return
        if match.url_name == "chosen" and not is_row_number(str(values.get("pk", ""))):
            raise Http404
        # Snippets are made on their own pages, never in a chooser.
        if match.url_name == "create" and match.namespace.startswith("wagtailsnippetchoosers_"):
            raise Http404
        # The database cannot look for it, and nobody searches for so much.
        if len(request.GET.get("q", "")) > LONGEST_SEARCH and match.namespace != BANK:
            raise BadRequest("too long a search")
        is_link = match.url_name == "wagtailadmin_choose_page_external_link"
        if is_link and request.method == "POST" and "external-link-chooser-url" not in request.POST:
            raise BadRequest("a form without its fields")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """400 where an editor's form came without the fields that count its blocks; no browser sends that."""
        if request.path_info.startswith("/admin/") and isinstance(exception, MultiValueDictKeyError):
            return error_views.bad_request(request, exception)
        return None


class AdminRefusalsMiddleware:
    """Says in words why a page does not go live or a file stays, where Wagtail's admin asks nobody before it tries."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Back to the page or file, which stays as it was."""
        if not isinstance(exception, NotReady | InUse):
            return None
        # The admin's language is the person's own setting, which only its views switch to.
        with override(UserProfile.get_for_user(request.user).get_preferred_language()):
            if isinstance(exception, InUse):
                uses = {"title": exception.instance, "uses": "; ".join(exception.uses)}
                messages.error(request, _("“%(title)s” was not deleted, because it is used: %(uses)s") % uses)
                return redirect("wagtailadmin_home")
            messages.error(request, _("“%(title)s” was not published:") % {"title": exception.page.title})
            for sentence in sentences(exception.obstacles):
                messages.error(request, sentence)
        return redirect("wagtailadmin_pages:edit", exception.page.pk)


class PrivatePagesMiddleware:
    """Keeps pages of signed-in people out of every cache (HDR-04)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


class PiecesMiddleware:
    """Sends a file in the pieces that a player asks for, once the view has let it have the whole."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: Any = self.get_response(request)
        asked = request.headers.get("Range", "")
        is_file = isinstance(response, FileResponse) and response.status_code == HTTPStatus.OK
        if asked and is_file and request.path_info.startswith("/documents/"):
            response = piece_of(response, asked)
        return response


def is_row_number(text: str) -> bool:
    """Whether a database could have a row of this number."""
    return text.isascii() and text.isdigit() and len(text) < 19


def refuse_nul(texts: Iterable[str]) -> None:
    """Raises ``BadRequest`` when one of the texts has a NUL character."""
    if any("\0" in text for text in texts):
        raise BadRequest("NUL character")


def refuse_unreadable(encoded: bytes) -> None:
    """Raises ``BadRequest`` unless URL-encoded fields decode to UTF-8 without NUL."""
    try:
        refuse_nul([unquote_to_bytes(encoded).decode()])
    except UnicodeDecodeError as error:
        raise BadRequest("not UTF-8") from error
