"""Whoever holds a role needs two factors; a code works once (AUTH-03 to AUTH-05)."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import InvalidToken
from django.test import Client
from django.urls import reverse

from accounts.encryption import decrypted, encrypted, renewed
from audit.models import Entry
from tests.factories import make_administrator, make_agency, make_coordinator, make_learner, make_trainer
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
DOOR, CODE = reverse("account_login"), reverse("mfa_authenticate")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _production(settings):
    settings.STAFF_SECOND_FACTOR = True


def code_now(drift=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + drift))


def with_factor(person):
    TOTP.activate(person, SECRET)
    return person


def past_password(person):
    client = Client()
    assert client.post(DOOR, {"login": person.email, "password": PASSWORD})["Location"] == CODE
    return client


@pytest.mark.parametrize("make", [make_trainer, make_coordinator, make_administrator])
@pytest.mark.parametrize(
    "name", ["learning:home", "reports:overview", "wagtailadmin_home", "account_email", "rosters:upload"]
)
def test_auth_03_with_a_role_and_no_second_factor_every_page_leads_to_one(client, make, name):
    client.force_login(make())

    assert client.get(reverse(name))["Location"] == reverse("mfa_index")
    assert client.post(reverse(name))["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_auth_03_the_way_to_a_second_factor_is_open(client, name):
    client.force_login(make_trainer())

    response = client.get(reverse(name))

    assert response.status_code == 200 or response["Location"].startswith(reverse("account_reauthenticate"))
    assert client.post(reverse("account_logout")).status_code == 302


def test_auth_03_learners_choose(client):
    client.force_login(make_learner())

    assert client.get(reverse("learning:home")).status_code == 200


@pytest.mark.parametrize(
    "name", ["learning:home", "reports:overview", "wagtailadmin_home", "account_email", "mfa_index"]
)
def test_auth_03_between_the_factors_nothing_opens(name):
    client = past_password(with_factor(make_coordinator()))

    assert reverse(name) not in (CODE,)
    assert client.get(reverse(name))["Location"].startswith((DOOR, "/admin/login/"))


def test_auth_03_both_factors_open_everything():
    make_agency()
    client = past_password(with_factor(make_coordinator()))

    client.post(CODE, {"code": code_now()})

    assert client.get(reverse("reports:overview")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_auth_03_a_factor_set_up_opens_the_site_and_ends_the_other_sessions():
    person = make_trainer()
    first, second = Client(), Client()
    for client in (first, second):
        client.post(DOOR, {"login": person.email, "password": PASSWORD})
    first.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = first.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    first.post(reverse("mfa_activate_totp"), {"code": code})

    assert first.get(reverse("learning:home")).status_code == 200
    assert second.get(reverse("learning:home"))["Location"].startswith(DOOR)
    assert set(Entry.objects.values_list("event", flat=True)) == {"signed_in", "factor_added"}


def test_auth_04_a_code_opens_one_door_only():
    person = with_factor(make_coordinator())
    one, other = past_password(person), past_password(person)
    code = code_now()

    one.post(CODE, {"code": code})
    other.post(CODE, {"code": code})

    assert ["_auth_user_id" in client.session for client in (one, other)] == [True, False]


def test_auth_04_a_recovery_code_works_once():
    person = with_factor(make_coordinator())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    one, other = past_password(person), past_password(person)

    one.post(CODE, {"code": code})
    other.post(CODE, {"code": code})

    assert ["_auth_user_id" in client.session for client in (one, other)] == [True, False]


def test_auth_05_secrets_are_not_in_the_database_in_clear():
    person = with_factor(make_learner())
    codes = RecoveryCodes.activate(person).get_unused_codes()

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in stored
    assert not any(code in stored for code in codes)


def test_secr_02_keys_change_without_loss(settings):
    settings.FIELD_KEYS = ["old"]
    text = encrypted("JBSW")

    settings.FIELD_KEYS = ["new", "old"]
    again = renewed(text)
    settings.FIELD_KEYS = ["new"]

    assert decrypted(again) == "JBSW"
    with pytest.raises(InvalidToken):
        decrypted(text)
