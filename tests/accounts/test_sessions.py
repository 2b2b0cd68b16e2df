"""How long a session lasts and who ends it (SESS-01, SESS-03 to SESS-05, AUTH-12)."""

import re
import time

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.browsers import browser_name
from accounts.domain.sessions import BEGAN, SEEN, end_sessions
from tests.factories import make_coordinator, make_learner
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
DOOR, HOME = reverse("account_login"), reverse("learning:home")
MINUTE, HOUR = 60, 3600


def signed_in(person):
    client = Client()
    client.post(DOOR, {"login": person.email, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client):
    return client.get(HOME).status_code == 200


def ago(client, *, seen, began):
    session = client.session
    session[SEEN], session[BEGAN] = int(time.time()) - seen, int(time.time()) - began
    session.save()
    return is_in(client)


@pytest.mark.parametrize(
    ("make", "seen", "began", "stays"),
    [
        (make_learner, 8 * HOUR - MINUTE, 8 * HOUR, True),
        (make_learner, 8 * HOUR + MINUTE, 9 * HOUR, False),
        (make_learner, MINUTE, 7 * 24 * HOUR - MINUTE, True),
        (make_learner, MINUTE, 7 * 24 * HOUR + MINUTE, False),
        (make_coordinator, 29 * MINUTE, HOUR, True),
        (make_coordinator, 31 * MINUTE, HOUR, False),
        (make_coordinator, MINUTE, 12 * HOUR - MINUTE, True),
        (make_coordinator, MINUTE, 12 * HOUR + MINUTE, False),
    ],
)
def test_sess_03_idle_and_whole_time_end_a_session(make, seen, began, stays):
    assert ago(signed_in(make()), seen=seen, began=began) is stays


def test_sess_03_whoever_works_stays():
    client = signed_in(make_coordinator())
    for _n in range(3):
        assert ago(client, seen=29 * MINUTE, began=2 * HOUR)

    assert int(time.time()) - client.session[SEEN] < MINUTE


def test_sess_01_signing_in_gives_a_new_session_kept_in_the_database():
    client, person = Client(), make_learner()
    client.get(DOOR)
    before = client.session.session_key

    client.post(DOOR, {"login": person.email, "password": PASSWORD})

    assert client.session.session_key != before
    assert Session.objects.filter(session_key=client.session.session_key).exists()


def test_sess_04_signing_out_is_a_post_that_ends_the_session_and_empties_the_browser():
    client = signed_in(make_learner())
    key = client.session.session_key
    client.get(reverse("account_logout"))
    assert is_in(client)

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Session.objects.filter(session_key=key).exists()


def test_sess_05_a_new_password_ends_the_other_sessions():
    person = make_learner()
    here, there = signed_in(person), signed_in(person)
    new = "another long password"

    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [is_in(here), is_in(there)] == [True, False]


def test_sess_05_people_see_and_end_their_own_sessions():
    person, other = make_learner(), signed_in(make_learner())
    here, there = signed_in(person), signed_in(person)
    page = here.get(reverse("usersessions_list"))
    assert len(page.context["sessions"]) == 2

    here.post(reverse("usersessions_list"))

    assert [is_in(here), is_in(there), is_in(other)] == [True, False, True]


def test_end_sessions_spares_one_and_everybody_else():
    person, other = make_learner(), signed_in(make_learner())
    here, there = signed_in(person), signed_in(person)

    assert end_sessions(person, but=here.session.session_key) == 1

    assert [is_in(here), is_in(there), is_in(other)] == [True, False, True]


def test_auth_12_closing_an_account_ends_its_sessions():
    person = make_learner()
    client = signed_in(person)

    person.is_active = False
    person.save()

    assert not is_in(client)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0 Safari/537.36", "Chrome, Windows"),
        (
            "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/108.0 YaBrowser/22.11 Safari/537.36",
            "Yandex Browser, Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 12; SM-A125F) Chrome/119.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Dalvik/2.1 (Linux; U; Android 9)", "Android"),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(header, name):
    assert browser_name(header) == name


def test_own_sessions_are_told_apart_without_technology():
    person = make_learner()
    here, there = (
        signed_in(person),
        Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 12) Chrome/119.0 Safari/537.36"),
    )
    there.post(DOOR, {"login": person.email, "password": PASSWORD})

    page = BeautifulSoup(here.get(reverse("usersessions_list")).content, "html.parser")

    names = [" ".join(cell.get_text(" ").split()) for cell in page.select("tbody th")]
    assert sorted(names) == ["Chrome, Android", "Неизвестный браузер этот браузер"]
    assert page.main.find_all(string=re.compile("Mozilla")) == []


def test_whoever_is_signed_in_once_is_told_so():
    page = BeautifulSoup(signed_in(make_learner()).get(reverse("usersessions_list")).content, "html.parser")

    assert page.main.select("form") == []
