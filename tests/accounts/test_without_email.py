"""Somebody whom a staff list knows by personnel number alone: no address, and nothing stumbles over that."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certificates.domain.issuing import issue_certificate
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user(None, "long enough for a test", personnel_number="N1")


def test_several_people_have_no_address(person):
    User.objects.create_user("", personnel_number="N2")

    assert User.objects.filter(email=None).count() == 2


@pytest.mark.parametrize("fields", [{}, {"email": ""}, {"email": None, "personnel_number": ""}])
def test_nobody_is_without_both(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(**fields)


def test_the_number_stands_in_for_a_missing_name(person):
    assert person.get_full_name() == str(person) == "N1"


@pytest.mark.parametrize(("login", "opens"), [("", False), ("None", False), ("N1", True), ("n1", True)])
def test_they_sign_in_by_number_only(client, person, login, opens):
    client.post(reverse("account_login"), {"login": login, "password": "long enough for a test"})

    assert ("_auth_user_id" in client.session) is opens


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "mfa_index", "learning:home"])
def test_pages_open_for_them(client, person, name):
    client.force_login(person)

    assert client.get(reverse(name)).status_code in (200, 302)


def test_a_forgotten_password_of_nobody_is_answered_as_any_other(client, person):
    make_learner(email="a@demo.example")

    assert client.post(reverse("account_reset_password"), {"email": "none@demo.example"}).status_code == 302


def test_their_certificate_names_them(person):
    made = issue_certificate(person, subject_key=uuid4(), titles={"ru": "Курс"}, hours=1, now=timezone.now())

    assert made.claims["name"] == {"ru": "N1"}
