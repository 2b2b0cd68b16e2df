"""Issued once, kept as issued."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from certificates.codes import ALPHABET, BITS, LENGTH
from certificates.domain.issuing import issue_certificate
from certificates.models import Certificate
from core.fingerprint import fingerprint
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
TITLES = {"kk": "Курс атауы", "ru": "Название курса"}


def issue(holder, key=None, now=NOW):
    return issue_certificate(holder, subject_key=key or uuid4(), titles=TITLES, hours=6, now=now)


def test_claims_hold_all_that_is_printed_on_the_day_of_kazakhstan():
    holder = make_learner(name_kk="Гүлбаһрам", name_ru="Гульбахрам", name_en="Gulbahram")

    certificate = issue(holder)

    assert {key: certificate.claims[key] for key in ("number", "issued_on", "hours", "name", "title")} == {
        "number": "2026-000001",
        "issued_on": "2026-11-23",
        "hours": 6,
        "name": {"kk": "Гүлбаһрам", "ru": "Гульбахрам", "en": "Gulbahram"},
        "title": TITLES,
    }
    assert certificate.claims_hash == fingerprint(certificate.claims)


def test_cert_02_asking_again_gives_the_first_one():
    holder, key = make_learner(), uuid4()

    assert [issue(holder, key).number, issue(holder, key).number] == ["2026-000001", "2026-000001"]
    assert Certificate.objects.count() == 1


def test_numbers_are_serial_within_a_year_and_begin_again():
    numbers = [issue(make_learner(), now=when).number for when in (NOW, NOW, datetime(2027, 3, 1, tzinfo=UTC))]

    assert numbers == ["2026-000001", "2026-000002", "2027-000001"]


def test_cert_03_a_new_name_changes_nothing_that_was_issued():
    holder, key = make_learner("Before"), uuid4()
    issue(holder, key)
    holder.name_kk = holder.name_ru = holder.name_en = "After"
    holder.save()

    certificate = issue(holder, key)

    assert set(certificate.claims["name"].values()) == {"Before"}
    assert certificate.claims_hash == fingerprint(certificate.claims)


def test_cert_01_codes_are_128_random_bits():
    codes = {issue(make_learner()).code for _ in range(20)}

    assert len(codes) == 20
    assert BITS >= 128
    assert {(len(code), set(code) <= set(ALPHABET)) for code in codes} == {(LENGTH, True)}
    assert set(ALPHABET) & set("01OIL") == set()
