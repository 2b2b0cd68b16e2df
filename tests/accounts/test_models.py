"""One address is one person; a person is called as the reader's language calls them."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError
from django.test import RequestFactory
from django.utils.translation import override

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_create_user_stores_the_address_folded():
    user = User.objects.create_user("  Aigerim@Demo.Example ")

    assert user.email == "aigerim@demo.example"


def test_create_user_refuses_the_same_address_in_another_spelling():
    User.objects.create_user("straße@demo.example")

    with pytest.raises(IntegrityError):
        User.objects.create_user("STRASSE@demo.example")


def test_create_user_without_password_cannot_sign_in():
    user = User.objects.create_user("nobody@demo.example")

    assert not user.has_usable_password()


@pytest.mark.parametrize("typed", ["sergey@demo.example", "SERGEY@Demo.Example", "ｓergey@demo.example"])
def test_person_is_found_however_the_address_is_typed(typed):
    user = User.objects.create_user("sergey@demo.example")

    assert User.objects.get_by_natural_key(typed) == user


@pytest.mark.parametrize("typed", ["sergey@demo.example", "SERGEY@demo.example"])
def test_sign_in_takes_any_case_of_the_address(typed):
    user = User.objects.create_user("sergey@demo.example", "a long pass phrase")

    assert authenticate(RequestFactory().post("/"), email=typed, password="a long pass phrase") == user


def test_create_superuser_may_do_everything():
    user = User.objects.create_superuser("root@demo.example", "a long pass phrase")

    assert (user.is_staff, user.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("language", "name"), [("kk", "Тілепов Нұржан"), ("ru", "Тлепов Нуржан"), ("en", "Тлепов Нуржан")]
)
def test_name_is_in_the_readers_language_or_the_first_there_is(language, name):
    user = User(email="n@demo.example", name_kk="Тілепов Нұржан", name_ru="Тлепов Нуржан")

    with override(language):
        assert str(user) == name


def test_person_without_any_name_is_called_by_address():
    assert str(User(email="n@demo.example")) == "n@demo.example"
