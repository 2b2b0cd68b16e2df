"""No default account or password: the first administrator sets one by a link that works once (AUTH-13)."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from agencies.choices import Role
from agencies.rules import holds_role
from tests.factories import make_administrator, make_learner

pytestmark = pytest.mark.django_db


def link_for(address):
    said = io.StringIO()
    call_command("first_administrator", address, stdout=said)
    return said.getvalue().split()[-1]


def test_auth_13_the_printed_link_opens_the_first_administrators_account(client, settings):
    link = link_for("Boss@demo.example")
    person = User.objects.get(email="boss@demo.example")
    assert not person.has_usable_password()

    client.post(link.removeprefix(settings.WAGTAILADMIN_BASE_URL), {"password": "a sentence nobody guesses"})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.is_superuser
    assert holds_role(person, Role.ADMINISTRATOR)


def test_auth_13_asking_again_gives_a_new_link_and_ends_the_old_one(client, settings):
    first, second = link_for("boss@demo.example"), link_for("boss@demo.example")

    assert first != second
    assert client.get(first.removeprefix(settings.WAGTAILADMIN_BASE_URL)).status_code == 410
    assert User.objects.count() == 1


def test_auth_13_there_is_no_second_first_one():
    make_administrator()

    with pytest.raises(CommandError, match="already"):
        link_for("other@demo.example")
    assert User.objects.count() == 1


def test_auth_13_nobodys_password_is_taken_over():
    make_learner(email="person@demo.example")

    with pytest.raises(CommandError, match="password already"):
        link_for("person@demo.example")
    assert not holds_role(User.objects.get(), Role.ADMINISTRATOR)


def test_a_word_that_is_no_address_is_refused():
    with pytest.raises(CommandError, match="no e-mail address"):
        link_for("boss")
