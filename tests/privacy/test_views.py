"""Own data, erasure and consent as people meet them."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from agencies.choices import Role
from agencies.domain.roles import grant_role
from audit.choices import Event
from audit.models import Entry
from home.domain.editors import set_up_editors
from privacy.domain.consent import publish_text
from privacy.domain.erasure import ask_for_erasure
from privacy.models import Consent, ConsentText, ErasureRequest
from tests.factories import make_agency, make_coordinator, make_learner, make_trainer
from tests.factories.people import LONG_AGO, PASSWORD

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXTS = {"ru": "Русский текст", "kk": "Қазақша мәтін", "en": "English text"}
MINE, FILE, ASK = reverse("privacy:mine"), reverse("privacy:file"), reverse("privacy:ask")
CONSENT, REQUESTS, EDITIONS = reverse("privacy:consent"), reverse("privacy:requests"), reverse("privacy:texts")


@pytest.fixture
def administrator():
    set_up_editors([], [])
    person = make_learner()
    grant_role(person, Role.ADMINISTRATOR, since=LONG_AGO)
    return person


def fetched(client) -> HttpResponse:
    """The file, for whoever types the password once more."""
    door = client.post(FILE)["Location"]
    return client.post(door, {"password": PASSWORD}, follow=True)


def test_own_data_says_what_is_held_and_for_whom(client):
    person = make_learner("Qasym", agency=make_agency())
    client.force_login(person)

    page = client.get(MINE).content.decode()

    assert "Учётная запись и вход" in page
    assert "Где вы работаете" in page
    assert "Хранится 400 дней" in page
    assert "1 запись</dd>" in page


def test_auth_10_the_file_needs_a_password_that_was_typed_just_now(client):
    person = make_learner("Qasym")
    client.force_login(person)

    refused = client.post(FILE)

    assert refused["Location"].startswith(reverse("account_reauthenticate"))
    assert not Entry.objects.filter(event=Event.DATA_TAKEN).exists()
    assert fetched(client)["Content-Type"] == "application/zip"


def test_the_file_is_ones_own_and_told_in_the_log(client):
    person, _other = make_learner("Qasym"), make_learner("Wali")
    client.force_login(person)

    response = fetched(client)

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        text = archive.read("data.json").decode()
    assert ("Qasym" in text, "Wali" in text) == (True, False)
    assert response["Cache-Control"] == "no-store"
    entry = Entry.objects.get(event=Event.DATA_TAKEN)
    assert (entry.actor, entry.subject) == (person.pk, str(person.pk))
    assert client.get(FILE).status_code == 405


def test_asking_is_answered_where_it_was_asked(client, administrator):
    person = make_learner("Qasym")
    client.force_login(person)
    assert "Попросить удалить данные" in client.get(MINE).content.decode()

    client.post(ASK)

    assert "Администратор ответит здесь" in client.get(MINE).content.decode()
    client.force_login(administrator)
    asked = ErasureRequest.objects.get()
    client.post(reverse("privacy:decide", args=[asked.pk]), {"decision": "refuse", "answer": "Ещё служит."})
    client.force_login(person)
    assert "Ещё служит." in client.get(MINE).content.decode()


def test_a_refusal_without_a_reason_is_none(client, administrator):
    asked = ask_for_erasure(make_learner(), now=NOW)
    client.force_login(administrator)

    response = client.post(reverse("privacy:decide", args=[asked.pk]), {"decision": "refuse"}, follow=True)

    assert "Напишите человеку, почему это невозможно." in response.content.decode()
    assert ErasureRequest.objects.get().decided_at is None


def test_an_administrator_erases_who_asked(client, administrator):
    asked = ask_for_erasure(make_learner("Qasym"), now=NOW)
    client.force_login(administrator)
    assert "Qasym" in client.get(REQUESTS).content.decode()

    client.post(reverse("privacy:decide", args=[asked.pk]), {"decision": "erase"})

    assert User.objects.get(pk=asked.person_id).name_ru == ""
    assert "Qasym" not in client.get(REQUESTS).content.decode()


@pytest.mark.parametrize(
    ("login", "told"),
    [("nobody", "Такой почты или табельного номера ни у кого нет."), ("works", "Человек ещё работает в ведомстве.")],
)
def test_erasing_on_paper_says_why_not(client, administrator, login, told):
    make_learner(agency=make_agency(), personnel_number="works")
    client.force_login(administrator)

    response = client.post(REQUESTS, {"login": login, "reason": "№ 17"})

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not User.objects.exclude(erased_on=None).exists()


def test_erasing_on_paper(client, administrator):
    person = make_learner(personnel_number="17")
    client.force_login(administrator)

    client.post(REQUESTS, {"login": "17", "reason": "№ 17"})

    assert User.objects.exclude(erased_on=None).get() == person
    assert Entry.objects.get(event=Event.ERASED).reason == "№ 17"


@pytest.mark.parametrize("make", [make_learner, make_trainer, make_coordinator])
@pytest.mark.parametrize("address", [REQUESTS, EDITIONS])
def test_acc_03_deciding_is_not_there_for_anybody_else(client, make, address):
    client.force_login(make())

    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404


def test_consent_comes_before_the_first_page_and_leads_back(client):
    publish_text(TEXTS, by=None, now=NOW)
    person = make_learner(language="kk")
    client.force_login(person)

    led = client.get("/kk/learning/?a=1")

    assert led["Location"] == "/kk/privacy/consent/?next=%2Fkk%2Flearning%2F%3Fa%3D1"
    page = client.get(led["Location"]).content.decode()
    assert "Қазақша мәтін" in page
    back = client.post("/kk/privacy/consent/", {"edition": "1", "next": "/kk/learning/?a=1"})
    assert back["Location"] == "/kk/learning/?a=1"
    given = Consent.objects.get()
    assert (given.person, given.text.number, given.language) == (person, 1, "kk")
    assert client.get("/kk/privacy/").status_code == 200


def test_consent_holds_nothing_up_but_pages(client):
    publish_text(TEXTS, by=None, now=NOW)
    client.force_login(make_learner())

    assert client.post(ASK)["Location"] == MINE
    assert client.post(reverse("account_logout")).status_code == 302


def test_a_new_edition_is_asked_for_at_the_next_sign_in_and_the_old_yes_is_kept(client):
    first = publish_text(TEXTS, by=None, now=NOW)
    person = make_learner()
    client.force_login(person)
    client.post(CONSENT, {"edition": "1"})

    publish_text(TEXTS, by=None, now=NOW)

    assert client.get(MINE).status_code == 200
    client.force_login(person)
    assert client.get(MINE)["Location"].startswith(CONSENT)
    assert client.post(CONSENT, {"edition": "1"}).status_code == 200
    assert [consent.text for consent in Consent.objects.all()] == [first]


def test_nobody_is_asked_while_there_is_no_edition(client):
    client.force_login(make_learner())

    assert client.get(MINE).status_code == 200
    assert client.get(CONSENT).status_code == 404


def test_sess_07_consent_leads_nowhere_else(client):
    publish_text(TEXTS, by=None, now=NOW)
    client.force_login(make_learner())

    led = client.post(CONSENT, {"edition": "1", "next": "//elsewhere.example/"})

    assert led["Location"] == reverse("learning:home")


def test_an_edition_is_published_in_three_languages_or_not_at_all(client, administrator):
    client.force_login(administrator)

    refused = client.post(EDITIONS, {"text_ru": "A", "text_kk": "B"})
    client.post(EDITIONS, {"text_ru": "A", "text_kk": "B", "text_en": "C"})

    assert refused.status_code == 422
    text = ConsentText.objects.get()
    assert (text.number, text.text_kk, text.published_by) == (1, "B", administrator)
    assert Entry.objects.get(event=Event.SETTING_CHANGED).after == {"consent_text": 1}
