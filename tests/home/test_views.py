"""Where people land after signing in."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from home.domain.editors import set_up_editors
from learning.domain.enrolment import enrol
from tests.factories import make_administrator, make_coordinator, make_course, make_learner, make_region, make_trainer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def landing(client: Client, person) -> str:
    """Where the start page sends this person."""
    client.force_login(person)
    return client.get(reverse("home:start")).headers["Location"]


def test_learner_starts_at_own_courses(client):
    assert landing(client, make_learner()) == reverse("learning:home")


def test_coordinator_starts_at_reports(client):
    assert landing(client, make_coordinator(region=make_region())) == reverse("reports:overview")


def test_coordinator_who_takes_a_course_starts_at_reports_as_well(client):
    person = make_coordinator(region=make_region())
    enrol(person, make_course(), now=NOW)

    assert landing(client, person) == reverse("reports:overview")


@pytest.mark.parametrize("make", [make_trainer, make_administrator])
def test_author_starts_in_the_admin(client, make):
    set_up_editors([], [])

    assert landing(client, make()) == reverse("wagtailadmin_home")


def test_visitor_is_asked_to_sign_in(client):
    response = client.get(reverse("home:start"))

    assert response.headers["Location"].startswith(reverse("account_login"))


def test_start_speaks_the_language_of_the_account(client):
    client.force_login(make_learner(language="kk"))

    response = client.get("/ru/start/")

    assert response.url == "/kk/learning/"
    assert response.cookies["django_language"].value == "kk"


@pytest.mark.parametrize(("cookie", "expected"), [("en", "/en/learning/"), ("xx", "/kk/learning/")])
def test_start_prefers_the_language_chosen_in_this_browser(client, cookie, expected):
    client.force_login(make_learner(language="kk"))
    client.cookies["django_language"] = cookie

    assert client.get("/ru/start/").url == expected


def test_auth_01_wagtails_own_sign_in_leads_to_the_one_door(client):
    assert client.get("/admin/login/?next=/admin/").url == "/accounts/login/?next=/admin/"
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"
    assert client.get("/admin/password_reset/", follow=True).status_code == 404
