"""Issued again, revoked; nothing ever changed (CERT-03, ux 46)."""

import pytest
from django.db import IntegrityError

from audit.choices import Event
from audit.models import Entry
from certificates.choices import State
from certificates.domain.correcting import CertificateRefused, reissue, reissue_all, revoke
from certificates.domain.issuing import issue_certificate
from certificates.domain.papers import paper_of
from certificates.models import Certificate
from core.fingerprint import fingerprint
from tests.certificates.conftest import NOW
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_learner("Administrator")


def renamed(certificate):
    holder = certificate.holder
    holder.name_kk = holder.name_ru = "After"
    holder.save()
    return certificate


def test_issued_again_under_the_name_of_today(certificate, by):
    before = bytes(paper_of(certificate).pdf)

    new = reissue(renamed(certificate), by=by, reason="Married", now=NOW)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.superseded_by) == (State.SUPERSEDED, new)
    assert bytes(paper_of(certificate).pdf) == before
    assert new.state == State.VALID
    assert new.claims["name"] == {"kk": "After", "ru": "After"}
    assert {key: new.claims[key] for key in ("title", "hours", "replaces", "number")} == {
        "title": certificate.claims["title"],
        "hours": 6,
        "replaces": "2026-000001",
        "number": "2026-000002",
    }
    assert new.claims_hash == fingerprint(new.claims)
    entry = Entry.objects.get(event=Event.CERTIFICATE_REPLACED)
    assert (entry.actor, entry.subject, entry.reason) == (by.pk, str(certificate.holder_id), "Married")
    assert (entry.before, entry.after) == ({"number": "2026-000001"}, {"number": "2026-000002"})


def test_asking_for_the_certificate_afterwards_gives_the_new_one(certificate, by):
    new = reissue(certificate, by=by, reason="Name", now=NOW)

    asked = issue_certificate(certificate.holder, subject_key=certificate.subject_key, titles={}, hours=6, now=NOW)

    assert asked == new


def test_cert_02_two_in_force_are_impossible(certificate):
    with pytest.raises(IntegrityError):
        Certificate.objects.create(
            number="x", holder=certificate.holder, subject_key=certificate.subject_key, issued_at=NOW, claims={}
        )


@pytest.mark.parametrize("act", [reissue, revoke])
def test_what_is_not_in_force_is_neither_replaced_nor_revoked(certificate, by, act):
    other = issue_certificate(make_learner(), subject_key=certificate.subject_key, titles={}, hours=6, now=NOW)
    reissue(certificate, by=by, reason="Name", now=NOW)
    revoke(other, by=by, reason="Mistake", now=NOW)

    for one in (certificate, other):  # as they were before: the row decides, not what was read
        with pytest.raises(CertificateRefused):
            act(one, by=by, reason="Again", now=NOW)
    assert Certificate.objects.count() == 3


def test_many_are_issued_again_and_the_rest_is_left_alone(certificate, by):
    other = issue_certificate(make_learner(), subject_key=certificate.subject_key, titles={}, hours=6, now=NOW)
    revoke(other, by=by, reason="Mistake", now=NOW)

    assert reissue_all(Certificate.objects.order_by("pk"), by=by, reason="New issuer", now=NOW) == 1
    assert list(Certificate.objects.filter(superseded_at=None, revoked_at=None).values_list("number", flat=True)) == [
        "2026-000003"
    ]
