"""Signed documents: the method against the W3C's own example, the key, the list, the way without a line."""

import gzip
import json
import stat
from base64 import urlsafe_b64decode
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse

from certificates import base58
from certificates.domain.correcting import reissue, revoke
from certificates.domain.issuing import issue_certificate
from certificates.domain.papers import current_key, give_up_key, paper_of
from certificates.keys import create_key, multikey, public_bytes, signing_key
from certificates.models import Certificate, Paper, SigningKey
from certificates.offline import Unproven, check
from certificates.proofs import is_intact, signed
from tests.certificates.conftest import LETTERS, LONG_NAME, NOW
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


def test_proof_is_the_one_of_the_w3c_for_the_w3c_s_example():
    """Source: Data Integrity EdDSA Cryptosuites v1.0, appendix B, representation eddsa-jcs-2022."""
    key = Ed25519PrivateKey.from_private_bytes(base58.decode("3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")[2:])
    public = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    example = {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }

    found = signed(example, key=key, method=f"did:key:{public}#{public}", now=datetime(2023, 2, 24, 23, 36, 38, 0, UTC))

    assert found["proof"]["proofValue"] == (
        "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
    )
    assert multikey(key) == public
    assert is_intact(found, public_key=public_bytes(public))


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0a", bytes(range(256))])
def test_base58_there_and_back(data):
    assert base58.decode(base58.encode(data)) == data


def document(certificate):
    return json.loads(paper_of(certificate).credential)


def profile(client):
    return client.get(reverse("badges:issuer")).json()


def test_credential_says_what_is_printed(client, certificate):
    found = json.loads(client.get(reverse("badges:credential", args=[certificate.code])).content)

    subject = found["credentialSubject"]
    assert found["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert [one["identityHash"] for one in subject["identifier"]] == [LONG_NAME, "Нурмухамбетова Гульбахрам"]
    assert subject["achievement"]["description"] == f"{LETTERS} · Название курса"
    assert (subject["creditsEarned"], subject["licenseNumber"]) == (6, "2026-000001")
    assert (found["validFrom"], "validUntil" in found) == ("2026-11-22T10:00:00Z", False)
    assert found["proof"]["verificationMethod"] == f"{found['issuer']['id']}#{multikey(signing_key())}"
    assert certificate.holder.email not in json.dumps(found)


def test_a_validity_ends_with_its_last_day_in_kazakhstan():
    certificate = issue_certificate(
        make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW, valid_until=date(2027, 1, 31)
    )

    assert document(certificate)["validUntil"] == "2027-01-31T18:59:59Z"


def test_offline_the_file_and_the_issuer_s_document_are_enough(client, certificate):
    facts = check(paper_of(certificate).credential.encode(), profile(client))

    assert facts == {
        "number": "2026-000001",
        "names": [LONG_NAME, "Нурмухамбетова Гульбахрам"],
        "titles": f"{LETTERS} · Название курса",
        "hours": 6,
        "from": "2026-11-22T10:00:00Z",
        "until": None,
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [('"creditsEarned": 6', '"creditsEarned": 60'), ("Гульбахрам", "Гульнара"), ("2026-11-22T10", "2026-11-22T11")],
)
def test_a_changed_word_proves_nothing(client, certificate, old, new):
    text = paper_of(certificate).credential
    assert old in text

    with pytest.raises(Unproven):
        check(text.replace(old, new).encode(), profile(client))


def test_a_document_signed_by_a_stranger_proves_nothing(client, certificate):
    found = document(certificate)
    content = {name: value for name, value in found.items() if name != "proof"}
    stranger = Ed25519PrivateKey.generate()
    ours = signed(content, key=stranger, method=found["proof"]["verificationMethod"], now=NOW)
    theirs = signed(content, key=stranger, method="https://elsewhere.example/#key", now=NOW)

    for forged in (ours, theirs, content, [], {**content, "proof": {"cryptosuite": "eddsa-jcs-2022"}}):
        with pytest.raises(Unproven):
            check(json.dumps(forged).encode(), profile(client))


def bits(client, certificate):
    entry = document(certificate)["credentialStatus"]
    found = client.get("/" + entry["statusListCredential"].split("/", 3)[3])
    listed = json.loads(found.content)
    assert is_intact(listed, public_key=public_bytes(multikey(signing_key())))
    text = listed["credentialSubject"]["encodedList"][1:]
    places = gzip.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    place = int(entry["statusListIndex"])
    assert len(places) * 8 == 131_072
    return sum(byte.bit_count() for byte in places), places[place // 8] >> (7 - place % 8) & 1


def test_cert_04_signed_list_tells_what_no_longer_holds(client, certificate):
    other = issue_certificate(make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=NOW)
    assert bits(client, certificate) == (0, 0)

    revoke(certificate, by=make_learner(), reason="Mistake", now=NOW)
    new = reissue(other, by=make_learner(), reason="Name", now=NOW)

    assert [bits(client, one) for one in (certificate, other, new)] == [(2, 1), (2, 1), (2, 0)]
    assert client.get(reverse("badges:status", args=[0])).headers["Cache-Control"] == "public, max-age=60"
    assert client.get(reverse("badges:status", args=[10**6]), follow=True).status_code == 404


def test_cert_06_key_is_a_file_of_its_own_for_its_owner_alone(tmp_path, settings):
    path = tmp_path / "keys" / "new.pem"
    settings.CERTIFICATE_KEY_FILE, settings.CERTIFICATE_KEY_MADE_BY_ITSELF = str(path), False
    with pytest.raises(ImproperlyConfigured, match="new_signing_key"):
        signing_key()

    call_command("new_signing_key")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["new.pem"]
    assert public_bytes(multikey(signing_key()))
    with pytest.raises(CommandError, match="move it away"):
        call_command("new_signing_key")


def test_a_file_that_holds_no_such_key_is_named(tmp_path, settings):
    path = tmp_path / "wrong.pem"
    path.write_text("nothing")
    settings.CERTIFICATE_KEY_FILE = str(path)

    with pytest.raises(ImproperlyConfigured, match=r"wrong\.pem"):
        signing_key()


def another_key(tmp_path: Path, settings) -> None:
    path = tmp_path / "another.pem"
    create_key(path)
    settings.CERTIFICATE_KEY_FILE = str(path)


def test_what_an_old_key_signed_stays_true(client, certificate, tmp_path, settings):
    text = paper_of(certificate).credential
    another_key(tmp_path, settings)

    assert check(text.encode(), profile(client))["number"] == certificate.number
    assert len(profile(client)["assertionMethod"]) == 2


def test_what_a_key_that_became_known_signed_is_signed_again(client, certificate, tmp_path, settings):
    paper, old = paper_of(certificate), current_key(now=NOW)
    with pytest.raises(ValueError, match="still in use"):
        give_up_key(old, now=NOW)
    another_key(tmp_path, settings)

    call_command("give_up_signing_key", old.multikey)

    with pytest.raises(Unproven, match="given up"):
        check(paper.credential.encode(), profile(client))
    again = Paper.objects.get()
    assert check(again.credential.encode(), profile(client))["number"] == certificate.number
    assert bytes(again.pdf) == bytes(paper.pdf)
    assert SigningKey.objects.filter(compromised_at=None).count() == 1


def test_worker_makes_the_papers_of_what_was_just_issued(certificate):
    long_ago, now = datetime(2025, 1, 1, tzinfo=UTC), datetime.now(UTC)
    Certificate.objects.update(issued_at=long_ago)
    fresh = issue_certificate(make_learner(), subject_key=uuid4(), titles={"ru": "x"}, hours=1, now=now)
    call_command("make_papers")
    call_command("make_papers")

    assert list(Paper.objects.values_list("certificate", flat=True)) == [fresh.pk]


def test_command_checks_without_a_line(certificate, client, tmp_path, capsys):
    file, issuer = tmp_path / "c.json", tmp_path / "issuer.json"
    file.write_text(paper_of(certificate).credential)
    issuer.write_text(json.dumps(profile(client)))

    call_command("check_credential", str(file), str(issuer))

    assert json.loads(capsys.readouterr().out)["names"][0] == LONG_NAME
    file.write_text("{}")
    with pytest.raises(CommandError, match="does not know"):
        call_command("check_credential", str(file), str(issuer))
