"""Own certificates, the PDF, the public check."""

import io
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from certificates.domain.issuing import issue_certificate
from certificates.queries import grouped
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
LONG_NAME = "Нұрмұхамбетова Гүлбаһрам Әбдіқадырқызы"
LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі№«»₸"


@pytest.fixture
def certificate():
    holder = make_learner(name_kk=LONG_NAME, name_ru="Нурмухамбетова Гульбахрам", name_en="")
    titles = {"kk": LETTERS, "ru": "Название курса"}
    return issue_certificate(holder, subject_key=uuid4(), titles=titles, hours=6, now=NOW)


def pdf_of(client, certificate) -> bytes:
    client.force_login(certificate.holder)
    return client.get(reverse("certificates:pdf", args=[certificate.code])).content


def test_pdf_says_every_claim_with_kazakh_letters(client, certificate):
    text = " ".join(PdfReader(io.BytesIO(pdf_of(client, certificate))).pages[0].extract_text().split())

    assert all(word in text for word in LONG_NAME.split())
    assert LETTERS in text
    for claim in ("22.11.2026", "2026-000001", "Название курса", "6", grouped(certificate.code)):
        assert claim in text


def test_cert_03_each_download_is_byte_equal(client, certificate):
    assert pdf_of(client, certificate) == pdf_of(client, certificate)


def test_pdf_weighs_little_and_embeds_its_fonts(client, certificate):
    pdf = pdf_of(client, certificate)
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]

    assert len(pdf) <= 150_000
    assert {str(font["/BaseFont"]).split("+")[1] for font in fonts.values()} == {"NotoSans-Bold", "NotoSans-Regular"}


def test_somebody_elses_certificate_is_404_and_not_listed(client, certificate):
    client.force_login(make_learner())

    assert client.get(reverse("certificates:pdf", args=[certificate.code])).status_code == 404
    assert certificate.number not in client.get(reverse("certificates:mine")).content.decode()


def test_my_certificates_lists_mine(client, certificate):
    client.force_login(certificate.holder)

    assert certificate.number in client.get(reverse("certificates:mine")).content.decode()


@pytest.mark.parametrize("typed", [str, str.upper, grouped, lambda code: f"  {grouped(code).upper()} "])
def test_cert_04_check_shows_every_claim_however_the_code_is_typed(client, certificate, typed):
    page = client.get(reverse("certificates:check"), {"code": typed(certificate.code)})

    text = page.content.decode()
    assert page.status_code == 200
    for claim in (LONG_NAME, "Название курса", "22.11.2026", certificate.number, grouped(certificate.code)):
        assert claim in text


def test_cert_05_check_tells_nothing_else_and_is_not_indexed(client, certificate):
    page = client.get(reverse("certificates:check_code", args=[certificate.code]))

    assert certificate.holder.email not in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("code", ["0" * 32, "short", "ё" * 32, "' OR 1=1", "0" * 5000])
def test_cert_05_unknown_code_is_the_same_page_with_404(client, certificate, code):
    page = client.get(reverse("certificates:check"), {"code": code})

    assert page.status_code == 404
    assert LONG_NAME not in page.content.decode()


def test_revoked_certificate_says_so(client, certificate):
    certificate.revoked_at = NOW
    certificate.save()

    assert (
        "el-verified--revoked"
        in client.get(reverse("certificates:check_code", args=[certificate.code])).content.decode()
    )
