import pytest
from django.urls import reverse

from accounts.models import User

FOREIGN = [
    "//host.example/ru/",
    "/\\host.example",
    "https://host.example/",
    "javascript:alert(1)",
    "\thttps://host.example/",
    "http:///host.example",
    "",
]


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("aigul@example.kz", language="ru")


def switch(client, language: str, address: str = "/ru/"):
    return client.post(reverse("set_language"), {"language": language, "next": address})


def test_set_language_leads_to_the_same_page_in_the_other_language(client):
    response = switch(client, "kk", "/ru/courses/upr/?page=2")

    assert (response.status_code, response.url) == (302, "/kk/courses/upr/?page=2")
    assert response.cookies["django_language"].value == "kk"


def test_set_language_keeps_an_address_that_has_no_language(client):
    assert switch(client, "kk", "/accounts/login/").url == "/accounts/login/"


def test_set_language_signed_in_remembers_it_on_the_account(client, person):
    client.force_login(person)

    switch(client, "en")

    person.refresh_from_db()
    assert person.language == "en"


def test_set_language_unknown_is_refused(client):
    assert switch(client, "de").status_code == 400


@pytest.mark.parametrize("address", FOREIGN)
def test_sess_07_set_language_foreign_address_leads_to_the_front_door(client, address):
    assert switch(client, "kk", address).url == "/"


@pytest.mark.parametrize("name", ["set_language", "set_theme"])
def test_sess_06_switch_by_get_is_refused(client, name):
    assert client.get(reverse(name)).status_code == 405


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
def test_set_theme_leads_back_and_remembers_it(client, theme):
    response = client.post(reverse("set_theme"), {"theme": theme, "next": "/kk/courses/"})

    assert (response.status_code, response.url) == (302, "/kk/courses/")
    assert response.cookies["theme"].value == theme


def test_set_theme_unknown_is_refused(client):
    assert client.post(reverse("set_theme"), {"theme": '"><script>', "next": "/ru/"}).status_code == 400


@pytest.mark.parametrize("address", FOREIGN)
def test_sess_07_set_theme_foreign_address_leads_to_the_front_door(client, address):
    assert client.post(reverse("set_theme"), {"theme": "dark", "next": address}).url == "/"


def test_sess_02_switch_cookies_over_https_are_secure_and_out_of_reach_of_scripts(client):
    response = client.post(reverse("set_theme"), {"theme": "dark"}, secure=True)

    cookie = response.cookies["theme"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
