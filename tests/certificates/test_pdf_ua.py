"""PDF/UA-1 of every paper that leaves the site, by our own check and by veraPDF's."""

import io
from functools import cache

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from certificates.domain.correcting import reissue
from certificates.models import Certificate
from certificates.rendering import certificate_pdf
from core.tables import Column, Kind, Table, pdf_bytes
from learning.domain.reading import complete_lesson
from tests.certificates.conftest import LETTERS, LONG_NAME, NOW
from tests.certificates.pdf_ua import CHECKPOINTS, breaches, texts_by_language
from tests.certificates.pdf_ua.damage import damaged
from tests.certificates.pdf_ua.damages import DAMAGES
from tests.certificates.pdf_ua.verapdf import broken_rules, missing
from tests.factories import (
    make_agency,
    make_coordinator,
    make_course,
    make_duty,
    make_item,
    make_learner,
    make_module,
    make_region,
)

CLAIMS = {
    "number": "2026-000001",
    "issued_on": "2026-11-22",
    "hours": 6,
    "name": {"kk": LONG_NAME, "ru": "Нурмухамбетова Гульбахрам"},
    "title": {"kk": LETTERS, "ru": "Название курса"},
    "issuer": {"kk": "Академия (kk)", "ru": "Академия"},
}


@cache
def good(*, of_table: bool = False) -> bytes:
    """A certificate, or a table: with everything that can be broken."""
    if of_table:
        columns = [Column("Region"), Column("Enrolled", Kind.INTEGER)]
        return pdf_bytes(Table("Completion", columns, [["Atyrau", 1]], total=["Total", 1]))
    return certificate_pdf(Certificate(claims=CLAIMS, code="A" * 28), credential="{}")


@pytest.fixture
def papers(client, certificate) -> dict[str, bytes]:
    """One of each kind, fetched as people do; the certificate has the longest name and every Kazakh letter."""
    course = make_course("Курс", hours=8)
    complete_lesson(certificate.holder, make_item(make_module(course)), language="ru", now=NOW)
    make_duty(make_learner(agency=make_agency(region=make_region("Atyrau", code="KZ-23"))), course)
    again = reissue(certificate, by=make_learner(), reason="Name", now=NOW)
    own = {
        "certificate": reverse("certificates:pdf", args=[certificate.code]),
        "issued again": reverse("certificates:pdf", args=[again.code]),
        "record": reverse("learning:record_file", args=["pdf"]),
    }
    found = {name: _fetched(client, certificate.holder, path) for name, path in own.items()}
    with translation.override("kk"):
        report = f"{reverse('reports:overview')}?format=pdf"
    return found | {"report": _fetched(client, make_coordinator(), report)}


def _fetched(client, person, path) -> bytes:
    client.force_login(person)
    return client.get(path).content


@pytest.mark.django_db
def test_every_paper_keeps_every_condition_that_a_machine_can_check(papers):
    assert {name: breaches(pdf) for name, pdf in papers.items()} == {name: [] for name in papers}


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.slow
@pytest.mark.skipif(
    bool(missing()), reason=f"veraPDF cannot run without {missing()}: PDF/UA is checked by our rules alone"
)
def test_verapdf_finds_nothing_in_papers_and_the_same_damage_as_we_do(papers, tmp_path):
    """One start of Java for everything; certificates, which people keep, are PDF/A-3a besides."""
    asked = [("PDFUA-1", name, pdf) for name, pdf in papers.items()]
    asked += [("PDFA-3A", name, papers[name]) for name in ("certificate", "issued again")]
    asked += [("PDFUA-1", name, damaged(good(of_table=one.of_table), one.change)) for name, one in DAMAGES.items()]

    answers = broken_rules(
        [(profile, _kept(tmp_path / f"{at}.pdf", pdf)) for at, (profile, _, pdf) in enumerate(asked)]
    )

    expected = [[]] * (len(asked) - len(DAMAGES)) + [one.verapdf.split() for one in DAMAGES.values()]
    named = [(profile, name) for profile, name, _pdf in asked]
    assert dict(zip(named, answers, strict=True)) == dict(zip(named, expected, strict=True))


def _kept(path, pdf):
    path.write_bytes(pdf)
    return path


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_broken_is_named_and_nothing_else(name):
    damage = DAMAGES[name]

    found = breaches(damaged(good(of_table=damage.of_table), damage.change))

    assert [breach.split()[0] for breach in found] == damage.named.split()


def test_every_condition_has_been_seen_broken():
    assert {number for damage in DAMAGES.values() for number in damage.named.split()} == set(CHECKPOINTS)


def test_both_halves_of_a_certificate_are_read_in_their_language():
    spoken = texts_by_language(good())

    assert set(spoken) == {"kk", "ru"}
    assert all(
        words in spoken["kk"] for words in (LONG_NAME.replace(" ", ""), f"«{LETTERS}»", "Берілгенкүні", "Тексерукоды")
    )
    assert all(words in spoken["ru"] for words in ("Гульбахрам", "«Названиекурса»", "Датавыдачи", "Кодпроверки"))


def test_a_title_without_translation_is_read_in_the_language_it_has():
    claims = CLAIMS | {"title": {"en": "Rights"}, "name": {"ru": "Иванова"}}

    spoken = texts_by_language(certificate_pdf(Certificate(claims=claims, code="A" * 28), credential="{}"))

    assert spoken["en"] == "RightsRights"
    assert spoken["ru"].count("Иванова") == 2
    assert "Иванова" not in spoken["kk"]


def test_a_letter_that_no_font_has_costs_no_document():
    """Neither PDF/UA nor PDF/A lets a document go without it: typst would stop."""
    title = "Пра\ufeffва 名\N{GRINNING FACE}\ue000\x01"
    certificate = Certificate(claims=CLAIMS | {"title": {"ru": title}}, code="A" * 28)
    table = Table(title, [Column(title)], [[title]], notes=[(title, title)])

    pdfs = certificate_pdf(certificate, credential=title), pdf_bytes(table)

    assert [breaches(pdf) for pdf in pdfs] == [[], []]
    assert [texts_by_language(pdf)["ru"].count("Права????") for pdf in pdfs] == [2, 5]
    assert PdfReader(io.BytesIO(pdfs[0])).attachments["credential.json"] == [title.encode()]
