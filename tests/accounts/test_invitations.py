"""The first way in: once, within seven days, by link or by code (AUTH-14, ux 1 to 3)."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.domain.invitations import InvitationClosed, activate, by_code, by_token, invite
from accounts.domain.tries import TooManyTries
from accounts.models import Invitation, User
from accounts.tasks import invite_by_mail
from agencies.domain.employment import employ
from audit.models import Entry
from tests.factories import make_administrator, make_agency, make_coordinator, make_learner
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
NOW = timezone.now()
NEW = "пароль из четырёх слов"


@pytest.fixture
def person():
    return User.objects.create_user("new@demo.example", personnel_number="N-7", name_ru="Новый", language="kk")


def page(issued):
    return reverse("accounts:invitation", args=[issued.token])


def is_in(client):
    return "_auth_user_id" in client.session


def test_auth_14_a_link_leads_in_with_one_password(client, person):
    issued = invite(person, by=None, now=NOW)
    assert "Новый" in client.get(page(issued)).content.decode()

    response = client.post(page(issued), {"password": NEW})

    assert response.status_code == 302
    assert is_in(client)
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert EmailAddress.objects.get(user=person).verified
    assert list(Entry.objects.order_by("pk").values_list("event", flat=True)) == ["invited", "activated", "signed_in"]


def test_auth_14_mail_scanners_that_open_links_use_nothing_up(client, person):
    issued = invite(person, by=None, now=NOW)
    for _n in range(3):
        assert client.get(page(issued)).status_code == 200
        assert client.head(page(issued)).status_code == 200

    assert not is_in(client)
    assert Invitation.objects.get().used_at is None


def test_auth_14_a_link_works_once(client, person):
    issued = invite(person, by=None, now=NOW)
    client.post(page(issued), {"password": NEW})
    other = Client()

    response = other.post(page(issued), {"password": "another long password"})

    assert response.status_code == 410
    assert not is_in(other)
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize("token", ["x", "0" * 43, "a" * 500])
def test_an_unknown_link_tells_nothing(client, person, token):
    invite(person, by=None, now=NOW)

    response = client.get(reverse("accounts:invitation", args=[token]))

    assert response.status_code == 410
    assert "Новый" not in response.content.decode()
    assert "renew" not in response.content.decode()


def test_an_expired_link_is_renewed_by_one_button_to_the_stored_address(
    client, person, django_capture_on_commit_callbacks
):
    issued = invite(person, by=None, now=NOW - timedelta(days=8))
    assert client.get(page(issued)).status_code == 410
    assert client.post(page(issued), {"password": NEW}).status_code == 410

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(issued), {"renew": "1"})

    (letter,) = mail.outbox
    assert letter.to == ["new@demo.example"]
    link = re.search(r"/accounts/invitation/\S+", letter.body)[0]
    client.post(link, {"password": NEW})
    assert is_in(client)


def test_a_newer_invitation_ends_the_earlier_one(person):
    first, second = invite(person, by=None, now=NOW), invite(person, by=None, now=NOW)

    with pytest.raises(InvitationClosed):
        by_token(first.token)
    assert by_token(second.token).person == person


def test_people_with_a_password_are_not_invited(person):
    with pytest.raises(InvitationClosed):
        invite(make_learner(), by=None, now=NOW)
    person.is_active = False
    person.save()
    with pytest.raises(InvitationClosed):
        invite(person, by=None, now=NOW)


@pytest.mark.parametrize("login", ["N-7", "n-7", "NEW@demo.example"])
def test_auth_14_a_code_from_paper_leads_in(client, person, login):
    issued = invite(person, by=None, now=NOW)

    client.post(reverse("accounts:code"), {"login": login, "code": f" {issued.code.lower()} ", "password": NEW})

    assert is_in(client)


def test_auth_06_codes_are_tried_as_often_as_passwords(client, person):
    issued = invite(person, by=None, now=NOW)
    for _n in range(5):
        client.post(reverse("accounts:code"), {"login": "N-7", "code": "AAAAA-AAAAA", "password": NEW})

    client.post(reverse("accounts:code"), {"login": "N-7", "code": issued.code, "password": NEW})

    assert not is_in(client)
    with pytest.raises(TooManyTries):
        by_code("N-7", issued.code, address="10.0.0.9", now=timezone.now())


def test_auth_08_wrong_code_and_unknown_name_get_the_same_sentence(client, person):
    invite(person, by=None, now=NOW)

    pages = [
        client.post(reverse("accounts:code"), {"login": name, "code": "AAAAA-AAAAA", "password": NEW})
        for name in ("N-7", "N-8")
    ]

    assert pages[0].context["form"].errors == pages[1].context["form"].errors
    assert [one.status_code for one in pages] == [422, 422]


def test_a_code_of_somebody_else_opens_nothing(person):
    other = User.objects.create_user(None, personnel_number="N-8")
    invite(person, by=None, now=NOW)
    issued = invite(other, by=None, now=NOW)

    with pytest.raises(InvitationClosed):
        by_code("N-7", issued.code, address="10.0.0.9", now=NOW)


@pytest.mark.parametrize("password", ["short", "password1234", ""])
def test_a_weak_password_is_refused_and_uses_nothing_up(client, person, password):
    issued = invite(person, by=None, now=NOW)

    response = client.post(page(issued), {"password": password})

    assert response.status_code == 422
    assert response.context["form"].errors["password"]
    assert Invitation.objects.get().used_at is None


def test_nothing_of_the_secrets_is_stored(person, django_capture_on_commit_callbacks):
    issued = invite(person, by=None, now=NOW)
    stored = str(Invitation.objects.values().get())

    assert issued.token not in stored
    assert issued.code.replace("-", "") not in stored
    with pytest.raises(InvitationClosed):
        activate(Invitation(pk=0), NEW, by_mail=False, now=NOW)


def test_people_without_an_address_get_no_mail():
    person = User.objects.create_user(None, personnel_number="N-9")

    with pytest.raises(InvitationClosed):
        invite_by_mail(person, by=None, now=NOW)


@pytest.fixture
def staff():
    """Somebody with and somebody without an address at one agency, and somebody elsewhere."""
    office, elsewhere = make_agency(), make_agency()
    people = [
        User.objects.create_user("a@demo.example", name_ru="С адресом"),
        User.objects.create_user(None, personnel_number="N-1", name_ru="Без адреса"),
    ]
    foreign = User.objects.create_user("b@demo.example", name_ru="Чужой")
    for one in people:
        employ(one, office, post="x", since=LONG_AGO)
    employ(foreign, elsewhere, post="x", since=LONG_AGO)
    return office, people


def test_acc_02_a_coordinator_invites_the_own_people_only(client, staff, django_capture_on_commit_callbacks):
    office, people = staff
    coordinator = make_coordinator(agency=office)
    client.force_login(coordinator)
    invitations = reverse("rosters:invitations")
    html = client.get(invitations).content.decode()
    assert [name in html for name in ("С адресом", "Без адреса", "Чужой")] == [True, True, False]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(invitations, {"mail": "1"})
    sheet = client.post(invitations, {"paper": "1"}).content.decode()

    assert [letter.to for letter in mail.outbox] == [["a@demo.example"]]
    code = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", sheet)[0]
    newcomer = Client()
    newcomer.post(reverse("accounts:code"), {"login": "N-1", "code": code, "password": NEW})
    assert newcomer.session["_auth_user_id"] == str(people[1].pk)
    assert set(Invitation.objects.values_list("made_by", flat=True)) == {coordinator.pk}


def test_whoever_keeps_no_list_invites_nobody(client, staff):
    client.force_login(make_learner())
    assert client.get(reverse("rosters:invitations")).status_code == 404
    client.force_login(make_administrator())
    assert client.get(reverse("rosters:invitations")).status_code == 200
