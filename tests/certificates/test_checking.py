"""The public check, by code and by file (CERT-04, CERT-05; ux 45)."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.codes import grouped
from certificates.domain.correcting import reissue, revoke
from certificates.domain.issuing import issue_certificate
from certificates.domain.papers import paper_of
from tests.certificates.conftest import LONG_NAME, NOW
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
UNKNOWN = "A" * 28


def check(client, code):
    return client.get(reverse("certificates:check"), {"code": code})


def keyboard(code):
    """As typed on a Russian keyboard, as far as letters look alike."""
    return code.translate(str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ"))


@pytest.mark.parametrize("typed", [str, str.lower, grouped, keyboard, lambda code: f"  {grouped(code).lower()} "])
def test_every_claim_is_shown_however_the_code_is_typed(client, certificate, typed):
    page = check(client, typed(certificate.code))

    text = page.content.decode()
    assert page.status_code == 200
    for claim in (LONG_NAME, "Название курса", "22.11.2026", certificate.number, grouped(certificate.code)):
        assert claim in text


def test_cert_05_nothing_else_is_told_and_nothing_is_indexed(client, certificate):
    page = client.get(reverse("certificates:check_code", args=[certificate.code]))

    assert certificate.holder.email not in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("code", [UNKNOWN, "0" * 28, "short", "ё" * 28, "' OR 1=1", "A" * 5000])
def test_unknown_code_is_the_same_page_with_404(client, certificate, code):
    page = check(client, code)

    assert page.status_code == 404
    assert LONG_NAME not in page.content.decode()


def test_cert_04_there_is_exactly_one_state(client, certificate):
    ended = issue_certificate(
        make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW, valid_until=date(2020, 1, 1)
    )
    revoked, replaced = certificate, issue_certificate(
        make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW, valid_until=date(2020, 1, 1)
    )  # fmt: skip
    new = reissue(replaced, by=make_learner(), reason="Name", now=NOW)
    valid = issue_certificate(make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW)
    revoke(revoked, by=make_learner(), reason="Mistake", now=NOW)

    pages = [check(client, one.code) for one in (valid, ended, revoked, replaced)]

    assert [page.context["certificate"].state for page in pages] == ["valid", "expired", "revoked", "superseded"]
    assert ["el-verified--revoked" in page.content.decode() for page in pages] == [False, True, True, True]
    assert new.number in pages[3].content.decode()


def test_qr_code_leads_to_the_check_in_the_language_of_whoever_scans_it(client, certificate):
    short = reverse("badges:check", args=[certificate.code])

    assert client.get(short, headers={"accept-language": "kk"}).url == f"/kk/certificates/check/{certificate.code}/"
    assert client.get(short, headers={"accept-language": "en"}).url == f"/en/certificates/check/{certificate.code}/"


def send(client, content):
    return client.post(reverse("certificates:check"), {"file": SimpleUploadedFile("c.pdf", content)})


def test_cert_04_a_file_changed_by_one_letter_fails(client, certificate):
    pdf = bytes(paper_of(certificate).pdf)

    assert send(client, pdf).context["certificate"] == certificate
    changed = send(client, pdf.replace(b"%%EOF", b"%%EOG"))
    assert (changed.status_code, LONG_NAME in changed.content.decode()) == (404, False)


@pytest.mark.parametrize("content", [b"", b"x" * 1_000_001])
def test_no_file_and_a_huge_one_are_refused_in_words(client, content):
    page = send(client, content)

    assert (page.status_code, page.context["is_no_file"]) == (400, True)


def test_cert_05_ten_checks_a_minute_from_one_address(client, certificate):
    answers = [check(client, UNKNOWN).status_code for _number in range(10)]

    one_more = check(client, certificate.code)
    elsewhere = client.get(reverse("certificates:check"), {"code": certificate.code}, REMOTE_ADDR="203.0.113.9")

    assert answers == [404] * 10
    assert (one_more.status_code, one_more.headers["Retry-After"]) == (429, "60")
    assert LONG_NAME not in one_more.content.decode()
    assert send(client, b"x").status_code == 429
    assert client.get(reverse("badges:credential", args=[certificate.code])).status_code == 429
    assert elsewhere.status_code == 200


def test_the_form_alone_costs_no_check(client):
    assert {client.get(reverse("certificates:check")).status_code for _number in range(11)} == {200}
