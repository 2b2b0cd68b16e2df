"""Own certificates and the PDF."""

import io
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from certificates.codes import grouped
from certificates.domain.correcting import reissue
from certificates.domain.issuing import issue_certificate
from certificates.models import Paper
from tests.certificates.conftest import LETTERS, LONG_NAME, NOW
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


def pdf_of(client, certificate) -> bytes:
    client.force_login(certificate.holder)
    return client.get(reverse("certificates:pdf", args=[certificate.code])).content


def test_pdf_says_every_claim_with_kazakh_letters(client, certificate):
    text = " ".join(PdfReader(io.BytesIO(pdf_of(client, certificate))).pages[0].extract_text().split())

    assert all(word in text for word in LONG_NAME.split())
    assert LETTERS in text
    for claim in ("22.11.2026", "2026-000001", "Название курса", "6", grouped(certificate.code)):
        assert claim in text


def test_cert_03_what_was_made_once_is_kept_whatever_is_drawn_today(client, certificate, settings):
    first = pdf_of(client, certificate)
    settings.WAGTAILADMIN_BASE_URL = "https://moved.example"

    assert pdf_of(client, certificate) == first
    assert Paper.objects.count() == 1


def test_pdf_weighs_little_and_embeds_its_fonts(client, certificate):
    pdf = pdf_of(client, certificate)
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]

    assert len(pdf) <= 150_000
    assert {str(font["/BaseFont"]).split("+")[1] for font in fonts.values()} == {"NotoSans-Bold", "NotoSans-Regular"}


def test_pdf_is_tagged_and_names_its_standard_and_language(client, certificate):
    document = PdfReader(io.BytesIO(pdf_of(client, certificate)))
    catalogue = document.trailer["/Root"]

    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"]) == (True, "ru")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    assert "/StructTreeRoot" in catalogue


def test_pdf_carries_the_signed_credential(client, certificate):
    attached = PdfReader(io.BytesIO(pdf_of(client, certificate))).attachments

    assert attached["credential.json"] == [Paper.objects.get().credential.encode()]


def test_a_certificate_issued_again_names_the_one_before(client, certificate):
    new = reissue(certificate, by=make_learner(), reason="Name", now=NOW)

    text = PdfReader(io.BytesIO(pdf_of(client, new))).pages[0].extract_text()

    assert f"Взамен сертификата: {certificate.number}" in text


def test_ux_44_whoever_signs_stands_on_the_paper_and_on_its_check(client, settings):
    settings.CERTIFICATE_SIGNATORY = {"ru": "Директор А. Иванова", "kk": "Директор А. Иванова (kk)"}
    signed = issue_certificate(make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW)
    settings.CERTIFICATE_SIGNATORY = {}

    text = PdfReader(io.BytesIO(pdf_of(client, signed))).pages[0].extract_text()
    page = client.get(reverse("certificates:check_code", args=[signed.code])).content.decode()

    assert "Директор А. Иванова (kk)" in text
    assert "Директор А. Иванова" in page
    again = reissue(signed, by=make_learner(), reason="Name", now=NOW)
    assert again.claims["signatory"] == signed.claims["signatory"]


def test_somebody_elses_certificate_is_404_and_not_listed(client, certificate):
    client.force_login(make_learner())

    assert client.get(reverse("certificates:pdf", args=[certificate.code])).status_code == 404
    assert certificate.number not in client.get(reverse("certificates:mine")).content.decode()


def test_my_certificates_list_what_i_can_show(client, certificate):
    client.force_login(certificate.holder)
    new = reissue(certificate, by=make_learner(), reason="Name", now=NOW)

    page = client.get(reverse("certificates:mine")).content.decode()

    assert new.number in page
    assert certificate.number not in page
