"""Who gets in where: every route of the site is declared, Wagtail's included (ACC-01, ACC-12, AUTH-01).

``access.txt`` has a line per route: its name, then the kinds of people that get in. A route that is missing there fails,
and so does everybody who gets in without being named, or is named and stays out. To see what a change of the routes
does, read the difference that the failing test prints before the line is changed.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from demo.consent import load_consent
from quizzes.models import Response
from tests.factories import make_learner
from tests.factories.people import LONG_AGO
from tests.security.routes import World, all_routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
DECLARED = Path(__file__).with_name("access.txt")
ANSWER = "somebody wrote this"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
PEOPLE = ("anonymous", "learner", "trainer", "reviewer", "coordinator", "auditor", "administrator", "superuser")
LOGINS = {"learner": "sergey", "coordinator": "country", "superuser": "admin"}
# Who may read what somebody else answered.
READERS = {"trainer", "reviewer", "administrator", "superuser"}
# Two pulses, and signed lists that say the same to everybody: these may be kept.
KEPT = ("alive", "ready", "badges:issuer", "badges:status")
# What reading may write: who read it, sessions, that an editor has a page open, figures counted again, documents made at
# first need, and the rows in which libraries keep somebody's settings.
MAY_GROW = {
    "account_emailaddress",
    "audit_entry",
    "certificates_paper",
    "certificates_signingkey",
    "django_session",
    "learning_stalefigure",
    "reports_cell",
    "reports_clock",
    "reports_overdue",
    "reports_regioncell",
    "usersessions_usersession",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailimages_rendition",
    "wagtailusers_userprofile",
}


def declared() -> dict[str, set[str]]:
    """By route, who gets in."""
    lines = [line.split() for line in DECLARED.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")]
    return {name: set(people) for name, *people in lines}


def person_of(kind: str) -> User | None:
    """Somebody of the demo; an administrator who is no superuser is made for this."""
    if kind == "anonymous":
        return None
    if kind == "administrator":
        person = make_learner()
        grant_role(person, Role.ADMINISTRATOR, since=LONG_AGO)
        load_consent(now=timezone.now())
        return person
    return User.objects.get(email=f"{LOGINS.get(kind, kind)}@demo.example")


def client_of(kind: str) -> Client:
    client, person = Client(enforce_csrf_checks=True, raise_request_exception=False), person_of(kind)
    if person:
        client.force_login(person)
    return client


def gets_in(response: HttpResponse) -> bool:
    """Neither refused, nor hidden, nor sent to the door or back to the admin's first page."""
    if response.status_code in (401, 403, 404):
        return False
    place = response.get("Location", "").split("?")[0]
    # What is not there is looked for once more under a language.
    if place[1:3] in LANGUAGES and place[3:] == response.request["PATH_INFO"]:
        return False
    return place not in (reverse("account_login"), reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))


def visited(client: Client) -> dict[str, HttpResponse]:
    """The answer of every route to whoever is signed in."""
    world = World()
    answers = {}
    for route in all_routes():
        if route.name in ("account_logout", "wagtailadmin_logout"):
            continue
        cache.clear()
        answers[route.name] = client.get(route.address(world))
    return answers


@pytest.mark.parametrize("kind", PEOPLE)
def test_acc_01_acc_09_acc_12_everybody_gets_in_where_declared_and_nowhere_else(demo, kind):
    client = client_of(kind)
    if kind not in READERS:
        written = Response.objects.exclude(attempt__learner=person_of("learner"))
        assert written.update(answer={"answer": ANSWER}) > 100
    before = rows_by_table()

    answers = visited(client)

    failed = {name: answer.status_code for name, answer in answers.items() if answer.status_code >= 500}
    assert failed == {}
    wanted = {name for name, people in declared().items() if kind in people}
    assert {name for name, answer in answers.items() if gets_in(answer)} == wanted
    for name, answer in answers.items():
        assert_protected(name, answer, is_signed_in=kind != "anonymous")
    # ACC-09: answers of others are for those who mark and manage them.
    shown = [name for name, page in answers.items() if not page.streaming and ANSWER.encode() in page.content]
    assert shown == []
    # SESS-06: looking changes nothing.
    grown = {table for table, number in rows_by_table().items() if number != before[table]}
    assert grown <= MAY_GROW


def test_acc_01_every_route_is_declared_and_no_other():
    names = {route.name for route in all_routes()} - {"account_logout", "wagtailadmin_logout"}

    assert names == declared().keys()
    assert len(names) > 300


def assert_protected(name: str, answer: HttpResponse, *, is_signed_in: bool) -> None:
    """HDR-02, HDR-04 and HDR-05: the headers of every answer; nothing of a signed-in person is kept."""
    assert answer["X-Content-Type-Options"] == "nosniff", name
    assert answer["Referrer-Policy"] == "same-origin", name
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", name
    assert "Permissions-Policy" in answer, name
    assert "Content-Security-Policy" in answer, name
    assert "Access-Control-Allow-Origin" not in answer, name
    if is_signed_in and answer.status_code == 200 and name not in KEPT:
        kept = set(answer["Cache-Control"].replace(",", " ").split())
        assert {"no-store", "no-cache", "private", "max-age=0"} & kept, name


@pytest.mark.parametrize("kind", ["coordinator"])
def test_acc_12_nobody_without_the_right_changes_anything_in_the_admin(demo, kind):
    """Copy, move, delete, bulk acts, settings: every route of the admin, posted to with a plain form."""
    client = Client(raise_request_exception=False)
    client.force_login(person_of(kind))
    world, before = World(), rows_by_table()

    answers = {}
    for route in all_routes():
        address = route.address(world)
        if address.startswith("/admin/") and "logout" not in route.name:
            answers[route.name] = client.post(address, {"confirm": "1", "title": "Q", "new_title": "Q"})

    assert len(answers) > 50
    got_in = {name for name, one in answers.items() if gets_in(one) and one.status_code != 400}
    assert got_in <= {name for name, people in declared().items() if "anonymous" in people}
    assert {table for table, number in rows_by_table().items() if number != before[table]} <= MAY_GROW


@pytest.mark.parametrize("method", ["trace", "options"])
def test_hdr_05_no_other_methods(demo, method):
    world, client = World(), client_of("superuser")
    before = rows_by_table()

    answers = {route.name: getattr(client, method)(route.address(world)) for route in all_routes()}

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code >= 500} == {}
    grown = {table for table, number in rows_by_table().items() if number != before[table]}
    assert grown <= MAY_GROW


def rows_by_table() -> dict[str, int]:
    """How many rows every table has."""
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names(cursor) if "_fts" not in table]
        numbers = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 (own names)
            numbers[table] = cursor.fetchone()[0]
    return numbers
