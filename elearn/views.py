"""What belongs to the site and to no app: language, colours, and whether the site is well."""

from functools import cache

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.static import serve

from core.health import warnings

THEMES = {"light", "dark", "system"}
A_YEAR = 365 * 24 * 3600
LONGEST_NAME = 255  # bytes
LONGEST_PATH = 1000


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Leads to the same page in another language and remembers it: in a cookie, and on the account if there is one."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest("unknown language")
    response = HttpResponseRedirect(translate_url(own_address(request), language))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Leads back to the page and remembers its colours in a cookie; ``system`` follows the device."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise BadRequest("unknown theme")
    response = HttpResponseRedirect(own_address(request))
    response.set_cookie("theme", theme, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def own_address(request: HttpRequest) -> str:
    """The posted ``next`` if it stays on this site, else the front door (SESS-07)."""
    address = request.POST.get("next", "")
    stays_here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if stays_here else "/"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; asks no database (REL-18)."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every migration is applied, else 503 with neither reason nor version.

    "degraded" instead of "ok" says that ``manage.py check_health`` has something to tell; the site works, so a balancer
    keeps sending people.
    """
    try:
        missing = final_migrations() - MigrationRecorder(connection).applied_migrations().keys()
        state = "degraded" if not missing and any(warnings(timezone.now())) else "ok"
    except DatabaseError:
        missing = final_migrations()
    if missing:
        return HttpResponse("not ready", content_type="text/plain", status=503)
    return HttpResponse(state, content_type="text/plain")


@cache
def final_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app, as the code of this process knows them."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


@require_safe
def rendition(request: HttpRequest, path: str) -> FileResponse | HttpResponse:
    """A picture as Wagtail scaled it for a page; originals and other uploads have no address (UPL-05).

    The name changes with the picture, so browsers may keep it. A proxy may serve ``media/images/`` in our place.
    """
    # No file system takes a longer name, and looking for one is an error there.
    if any(len(part.encode()) > LONGEST_NAME for part in path.split("/")) or len(path) > LONGEST_PATH:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT / "images")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 at addresses that come with a library and serve nobody."""
    raise Http404
