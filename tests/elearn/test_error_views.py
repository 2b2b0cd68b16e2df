import sqlite3

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from elearn import error_views

SIGNED_IN = {settings.SESSION_COOKIE_NAME: "a" * 32}


@pytest.fixture
def visitor(client):
    """A client that gets the error page, as a browser does, and not the exception."""
    client.raise_request_exception = False
    return client


def test_rel_06_page_without_a_database_says_when_to_come_back(visitor, database_away):
    response = visitor.get("/ru/")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")


def test_page_of_a_signed_in_person_without_a_database_says_when_to_come_back(visitor, database_away):
    visitor.cookies.load(SIGNED_IN)

    assert visitor.get("/accounts/login/").status_code == 503


@pytest.mark.parametrize(
    ("cause", "is_away"),
    [(None, True), ("SQLITE_BUSY", True), ("SQLITE_FULL", True), ("SQLITE_ERROR", False)],
)
def test_database_is_away_knows_an_outage_from_wrong_sql(cause, is_away):
    error = OperationalError("…")
    if cause:
        error.__cause__ = sqlite3.OperationalError()
        error.__cause__.sqlite_errorname = cause

    assert error_views.database_is_away(error) is is_away


def test_database_is_away_after_a_lost_connection():
    assert error_views.database_is_away(InterfaceError("connection already closed")) is True


def test_hdr_06_server_error_shows_the_number_that_the_log_has(caplog):
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        response = error_views.server_error(RequestFactory().get("/ru/"))

    assert response.status_code == 500
    assert caplog.records[-1].args[0] in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(error_views.permission_denied, 403), (error_views.page_not_found, 404), (error_views.bad_request, 400)],
)
def test_error_view_answers_with_its_status(view, status):
    assert view(RequestFactory().get("/kk/"), PermissionDenied()).status_code == status


@pytest.mark.django_db
def test_hdr_06_page_not_found_does_not_repeat_the_address(visitor):
    response = visitor.get("/ru/no-such-page-here/")

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_sess_06_form_without_a_token_is_refused_with_a_page(client):
    client.handler.enforce_csrf_checks = True

    assert client.post("/theme/", {"theme": "dark"}).status_code == 403
