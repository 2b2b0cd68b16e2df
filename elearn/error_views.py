"""Pages for when something went wrong: they say what to do, ask no database and never fail themselves."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.request_number import new_request_number, request_number

logger = logging.getLogger(__name__)

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY_AFTER_SECONDS = "30"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood; 413 when it was only too large (INP-02)."""
    if isinstance(exception, TOO_LARGE):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not for this."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing for this person; the page does not tell which (ACC-03)."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when the database is away (REL-08). The number ties a person's report to the log."""
    if database_is_away(sys.exc_info()[1]):
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    number = request_number() or new_request_number()
    logger.error("Error number %s was shown at %r", number, request.path)
    return render(request, "500.html", {"error_number": number}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def database_is_away(error: BaseException | None) -> bool:
    """Whether trying again later may help: no connection, a lock held too long, a full disk; never wrong SQL."""
    if not isinstance(error, (InterfaceError, OperationalError)):
        return False
    # SQLite reports a missing table by the same exception; that is our fault and a 500.
    return getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_ERROR"
