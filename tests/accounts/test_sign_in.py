"""One door: who gets in, who waits, and what a stranger learns by knocking (security 3.1)."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.domain.tries import MOST_PER_ACCOUNT, MOST_PER_ADDRESS, TooManyTries, begin_try, has_locked
from accounts.models import SignInTry
from agencies.choices import AgencyKind
from audit.models import Entry
from tests.factories import make_agency, make_learner, make_region
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
DOOR = reverse("account_login")
NOW = timezone.now()


def knock(login, password=PASSWORD, client=None, **headers):
    """Whether it opened."""
    client = client or Client()
    client.post(DOOR, {"login": login, "password": password}, **headers)
    return "_auth_user_id" in client.session


def wrong(login, times, **headers):
    for _n in range(times):
        assert not knock(login, "wrong password", **headers)


@pytest.mark.parametrize("login", ["person@demo.example", " PERSON@Demo.Example", "A-17", "a-17"])
def test_people_sign_in_by_address_or_personnel_number(login):
    make_learner(email="person@demo.example", personnel_number="A-17")

    assert knock(login)


@pytest.mark.parametrize("login", ["", "None", "A-18"])
def test_nothing_else_opens(login):
    make_learner(email="person@demo.example", personnel_number="A-17")

    assert not knock(login)


def test_closed_accounts_stay_closed():
    make_learner(email="person@demo.example", is_active=False)

    assert not knock("person@demo.example")


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/accounts/signup/", "/admin/password_reset/"])
def test_auth_01_there_is_one_door(client, address):
    response = client.get(address, follow=True)

    assert (
        response.status_code == 404
        or b'name="password"' not in response.content
        or response.request["PATH_INFO"] == DOOR
    )
    assert b'name="password1"' not in response.content


@pytest.mark.parametrize(
    "password",
    ["short", "a" * 1001, "password1234", "Атырау2026!!", "atyrau-ATYRAU-1", "ElearnAstana2026", "Әділетминистрлігі1"],
)
def test_auth_02_weak_passwords_are_refused_in_words(password):
    make_region(name_ru="Атырауская область", name_kk="Атырау облысы", slug="atyrau")
    make_region(name_en="Astana", slug="astana")
    make_agency(kind=AgencyKind.MINISTRY, name_kk="Әділет министрлігі")

    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert refused.value.messages


@pytest.mark.parametrize(
    "password", ["пройдёт ли пароль с пробелами", "x7-atyrau-qvzkptmw", "a" * 64 + "Ж" * 64, " 12 ΔΔ ☂ padded "]
)
def test_auth_02_long_ones_of_any_letters_are_taken_as_typed(password):
    make_region(name_en="Atyrau", slug="atyrau")
    person = make_learner(email="person@demo.example")

    validate_password(password)
    person.set_password(password)
    person.save()

    assert knock("person@demo.example", password)
    assert not knock("person@demo.example", password.strip().lower() + "x")


def test_auth_02_a_password_too_long_is_refused_before_it_is_hashed(settings):
    make_learner(email="person@demo.example")
    settings.PASSWORD_HASHERS = ["tests.accounts.test_sign_in.NoHasher"]

    assert not knock("person@demo.example", "a" * 1001)


def test_auth_06_after_five_wrong_passwords_the_right_one_waits_too():
    make_learner(email="person@demo.example", personnel_number="A-17")
    wrong("person@demo.example", 2)
    wrong("A-17", 1)
    wrong("PERSON@demo.example", 2)

    assert not knock("person@demo.example")
    assert not knock("a-17")


def test_auth_06_an_unknown_name_gets_the_same_answers():
    make_learner(email="person@demo.example")

    def answers(login):
        client = Client()
        pages = [client.post(DOOR, {"login": login, "password": "wrong"}) for _n in range(7)]
        return [(page.status_code, page.context["form"].non_field_errors()) for page in pages]

    assert answers("person@demo.example") == answers("nobody@demo.example")


def test_auth_06_no_header_and_no_other_persons_success_is_a_way_round():
    make_learner(email="person@demo.example")
    make_learner(email="other@demo.example")

    for n in range(5):
        assert not knock(
            "person@demo.example", "wrong password", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}", REMOTE_ADDR=f"10.1.0.{n}"
        )
        assert knock("other@demo.example")

    assert not knock("person@demo.example", HTTP_X_FORWARDED_FOR="10.9.9.9")


def test_auth_06_the_owner_is_told_once_in_their_language(django_capture_on_commit_callbacks):
    make_learner(email="person@demo.example", language="kk")
    with django_capture_on_commit_callbacks(execute=True):
        wrong("person@demo.example", 7)

    (told,) = mail.outbox
    assert told.to == ["person@demo.example"]
    assert "Сіздің" in told.body or "есептік" in told.body
    assert Entry.objects.filter(event="sign_in_locked").count() == 1


def test_auth_06_typing_the_password_again_has_the_same_limit(client):
    person = make_learner(email="person@demo.example")
    client.force_login(person)
    wrong("person@demo.example", 5)

    again = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert again.status_code == 200
    assert again.context["form"].errors


def minutes(number):
    return NOW + timedelta(minutes=number)


def failures(*at, address="10.0.0.1"):
    return [begin_try("person@demo.example", address, now=minutes(one)) for one in at]


def test_auth_06_the_lock_holds_five_minutes_from_the_fifth():
    failures(0, 1, 2, 3, 4)

    with pytest.raises(TooManyTries):
        failures(8.9)
    assert len(failures(9.1)) == 1


def test_auth_06_five_over_a_longer_time_lock_nothing():
    failures(0, 2, 4, 6, 8)

    assert len(failures(8.1)) == 1


def test_auth_06_only_the_fifth_locks():
    assert [has_locked(one) for one in failures(0, 1, 2, 3, 4)] == [False] * 4 + [True]


def test_auth_06_a_right_password_leaves_no_trace():
    make_learner(email="person@demo.example")

    assert knock("person@demo.example")

    assert not SignInTry.objects.exists()


def test_auth_07_an_address_is_stopped_by_failures_and_never_by_successes():
    for n in range(MOST_PER_ADDRESS):
        begin_try(f"unknown-{n}", "10.0.0.1", now=NOW)
    with pytest.raises(TooManyTries):
        begin_try("another", "10.0.0.1", now=NOW)
    begin_try("another", "10.0.0.2", now=NOW)
    begin_try("another", "10.0.0.1", now=NOW + timedelta(seconds=61))

    SignInTry.objects.all().delete()
    for n in range(300):
        begin_try(f"person-{n}", "10.0.0.1", now=NOW).rollback()
    assert not SignInTry.objects.exists()


def test_old_tries_are_forgotten_on_the_way():
    failures(0, 1)

    failures(70)

    assert SignInTry.objects.count() == 2
    assert MOST_PER_ACCOUNT == 5


def test_auth_09_a_reset_link_goes_to_the_stored_address_and_works_once(client, django_capture_on_commit_callbacks):
    """CVE-2019-19844: another spelling of an address must not get somebody else's link."""
    make_learner(email="mike@demo.example")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": "MIKE@DEMO.example"})
    (letter,) = mail.outbox
    assert letter.to == ["mike@demo.example"]
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = "another long password"

    client.post(form, {"password1": new, "password2": new})

    assert knock("mike@demo.example", new)
    assert Client().get(link, follow=True).context["token_fail"]


def test_auth_09_after_a_change_of_password_an_older_link_is_dead(client, django_capture_on_commit_callbacks):
    person = make_learner(email="mike@demo.example")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": "mike@demo.example"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    person.set_password("changed in the meantime")
    person.save()

    assert Client().get(link, follow=True).context["token_fail"]


def test_signing_in_is_in_the_audit_log():
    person = make_learner(email="person@demo.example")

    knock("person@demo.example")

    entry = Entry.objects.get()
    assert (entry.event, entry.actor, entry.subject) == ("signed_in", person.pk, str(person.pk))


class NoHasher(MD5PasswordHasher):
    """A hasher that must not be asked."""

    def verify(self, *args, **kwargs):
        raise AssertionError("a password was hashed")

    encode = verify
