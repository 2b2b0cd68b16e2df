"""An address changes when its new owner has confirmed it, and the old one is told (AUTH-15)."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from tests.factories import make_learner
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = reverse("account_email")


@pytest.fixture
def person():
    return make_learner(email="old@demo.example")


@pytest.fixture
def signed_in(person):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("looks_first", [True, False])
def test_the_stored_address_stays_until_the_new_one_is_confirmed(person, signed_in, looks_first):
    if looks_first:
        signed_in.get(EMAIL)

    signed_in.post(EMAIL, {"action_add": "", "email": "new@demo.example"})

    person.refresh_from_db()
    assert person.email == "old@demo.example"
    assert ["new@demo.example"] in [letter.to for letter in mail.outbox]


def test_auth_15_the_old_address_is_told_of_the_change(person, signed_in):
    signed_in.post(EMAIL, {"action_add": "", "email": "new@demo.example"})
    link = next(
        found[0] for letter in mail.outbox if (found := re.search(r"/accounts/confirm-email/[^/\s]+/", letter.body))
    )

    signed_in.post(link)

    person.refresh_from_db()
    assert person.email == "new@demo.example"
    assert ["old@demo.example"] in [letter.to for letter in mail.outbox]
    assert "email_changed" in Entry.objects.values_list("event", flat=True)


def test_auth_10_without_the_password_typed_again_nothing_changes(person):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    response = client.post(EMAIL, {"action_add": "", "email": "new@demo.example"})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []


def test_auth_15_a_new_password_is_told(person, signed_in):
    new = "another long password"
    signed_in.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [letter.to for letter in mail.outbox] == [["old@demo.example"]]
    assert new not in mail.outbox[0].body
