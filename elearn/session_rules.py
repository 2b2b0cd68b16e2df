"""How long a session lasts, and what people must do first (SESS-03, AUTH-03).

All of them read the session only: a page costs no query more.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.domain.sessions import BEGAN, HAS_FACTOR, HAS_ROLE, SEEN
from privacy.domain.consent import CONSENT_DUE

GetResponse = Callable[[HttpRequest], HttpResponse]

HOUR = 3600
# Longest without a request, and longest in all, in seconds.
OF_STAFF = (HOUR // 2, 12 * HOUR)
OF_LEARNERS = (8 * HOUR, 7 * 24 * HOUR)
# The time of the last request is written down this often.
NOTED_EVERY = 60
# Without a second factor there is only the way to one, and out.
OPEN_PATHS = ("/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/logout/", "/language/", "/theme/", "/static/")


class SessionTimeMiddleware:
    """Signs out whoever was idle, or signed in, for too long: at once, on their next request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if auth.SESSION_KEY in session:
            now = int(time.time())
            idle, longest = OF_STAFF if session.get(HAS_ROLE) else OF_LEARNERS
            began, seen = session.get(BEGAN, now), session.get(SEEN, now)
            if now - seen > idle or now - began > longest:
                auth.logout(request)
            elif now - session.get(SEEN, 0) > NOTED_EVERY:
                session[BEGAN], session[SEEN] = began, now
        response = self.get_response(request)
        if request.method == "POST" and request.path_info == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'  # SESS-04
        return response


class ConsentMiddleware:
    """Shows people the newest edition of what becomes of their data, before the first page after signing in.

    Only pages wait for the yes: an answer that is on its way is saved.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.session.get(CONSENT_DUE):
            page = reverse("privacy:consent")
            if request.path_info != page and not request.path_info.startswith(OPEN_PATHS):
                return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads people with a role who have no second factor to where they set one up, from every other page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and auth.SESSION_KEY in request.session:
            session = request.session
            is_missing = session.get(HAS_ROLE) and not session.get(HAS_FACTOR)
            if is_missing and not request.path_info.startswith(OPEN_PATHS):
                return redirect(reverse("mfa_index"))
        return self.get_response(request)
