"""A name in three scripts: written where it is missing, by the person; changed by the staff list only."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.invitations import invite
from accounts.domain.names import complete_names
from accounts.models import User
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NAME = reverse("accounts:name")
PASSWORD = "пароль из четырёх слов"


@pytest.fixture
def newcomer():
    return User.objects.create_user("new@demo.example", name_ru="Ахметов Ерлан")


def stored(person):
    return User.objects.values_list("name_kk", "name_ru", "name_en").get(pk=person.pk)


def test_the_first_sign_in_asks_for_what_the_list_left_out(client, newcomer):
    page = reverse("accounts:invitation", args=[invite(newcomer, by=None, now=timezone.now()).token])
    shown = client.get(page).content.decode()
    assert ('name="name_kk"' in shown, 'name="name_ru"' in shown, 'name="name_en"' in shown) == (True, False, True)

    client.post(
        page, {"password": PASSWORD, "name_kk": " Ахметов  Ерлан ", "name_ru": "Другой", "name_en": "Akhmetov Yerlan"}
    )

    assert stored(newcomer) == ("Ахметов Ерлан", "Ахметов Ерлан", "Akhmetov Yerlan")


def test_nobody_has_to(client, newcomer):
    page = reverse("accounts:invitation", args=[invite(newcomer, by=None, now=timezone.now()).token])

    client.post(page, {"password": PASSWORD})

    assert stored(newcomer) == ("", "Ахметов Ерлан", "")
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("name_en", "Ахметов", "Напишите латинскими буквами."),
        ("name_kk", "Akhmetov", "Напишите кириллицей."),
        ("name_en", "880101300123", "Напишите латинскими буквами."),
        ("name_en", "<b>A</b>", "Напишите латинскими буквами."),
    ],
)
def test_letters_of_another_script_are_refused_with_a_sentence(client, newcomer, field, text, told):
    client.force_login(newcomer)

    page = client.post(NAME, {field: text})

    assert page.status_code == 422
    assert told in page.content.decode()
    assert stored(newcomer) == ("", "Ахметов Ерлан", "")


def test_what_is_there_is_shown_and_stays(client, newcomer):
    client.force_login(newcomer)

    client.post(NAME, {"name_ru": "Иной", "name_kk": "Әхметов Ерлан", "name_en": "O’Neil-Akhmetov Y."})

    assert stored(newcomer) == ("Әхметов Ерлан", "Ахметов Ерлан", "O’Neil-Akhmetov Y.")
    assert "Әхметов Ерлан" in client.get(NAME).content.decode()
    client.post(NAME, {"name_en": "Somebody Else"})
    assert stored(newcomer)[2] == "O’Neil-Akhmetov Y."


def test_whoever_is_faster_stays(newcomer):
    person = make_learner()

    complete_names(newcomer, {"name_en": "First"})
    complete_names(newcomer, {"name_en": "Second"})
    complete_names(person, {"name_en": "Second"})

    assert stored(newcomer)[2] == "First"
    assert stored(person)[2].startswith("Person ")
