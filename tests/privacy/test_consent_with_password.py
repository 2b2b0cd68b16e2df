"""The yes to the use of data comes with the form that opens an account (journey L1)."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.invitations import invite
from accounts.models import User
from privacy.domain.consent import CONSENT_DUE, publish_text
from privacy.models import Consent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXTS = {"ru": "Русский текст", "kk": "Қазақша мәтін", "en": "English text"}
PASSWORD = "пароль из четырёх слов"


@pytest.fixture
def address():
    names = {"name_ru": "Новый", "name_kk": "Жаңа", "name_en": "New"}
    person = User.objects.create_user("new@demo.example", personnel_number="N-7", language="ru", **names)
    return reverse("accounts:invitation", args=[invite(person, by=None, now=timezone.now()).token])


def test_the_form_shows_the_text_and_saving_it_says_yes(client, address):
    edition = publish_text(TEXTS, by=None, now=NOW)

    page = client.get(address).content.decode()
    client.post(address, {"password": PASSWORD, "consent": str(edition.number)})

    assert ("Русский текст" in page, f'name="consent" value="{edition.number}"' in page) == (True, True)
    assert [(one.text, one.person.email) for one in Consent.objects.all()] == [(edition, "new@demo.example")]
    assert CONSENT_DUE not in client.session


def test_a_newer_edition_than_the_one_shown_is_asked_for_on_its_own_page(client, address):
    shown = publish_text(TEXTS, by=None, now=NOW)
    newer = publish_text(TEXTS, by=None, now=NOW)

    client.post(address, {"password": PASSWORD, "consent": str(shown.number)})

    assert list(Consent.objects.all()) == []
    assert client.session[CONSENT_DUE] == newer.number


def test_without_an_edition_nothing_is_said(client, address):
    assert 'name="consent"' not in client.get(address).content.decode()
