"""Making the two documents of a certificate, once; and the key that signs them."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.choices import Event
from audit.domain.recording import record
from certificates.credentials import credential, issuer_profile, method_of, status_list
from certificates.keys import multikey, signing_key
from certificates.models import Certificate, Paper, SigningKey
from certificates.proofs import signed
from certificates.queries import withdrawn_in
from certificates.rendering import certificate_pdf

AT_ONCE = 500


def paper_of(certificate: Certificate) -> Paper:
    """The certificate's documents; made now if they have not been. Whoever comes first makes them for all (CERT-03)."""
    found = Paper.objects.filter(certificate=certificate).first()
    return found or _make(certificate, now=timezone.now())


def signed_status_list(number: int, *, now: datetime) -> dict[str, Any]:
    """The signed list of what no longer holds, as it is now."""
    return _signed(status_list(number, withdrawn_in(number), now=now), now=now)


def signed_profile(*, now: datetime) -> dict[str, Any]:
    """The issuer with all public keys, the one in use among them."""
    current_key(now=now)
    return issuer_profile(SigningKey.objects.order_by("created_at", "pk"))


def current_key(*, now: datetime) -> SigningKey:
    """The public half of the key that signs today, known from its first use on."""
    return SigningKey.objects.get_or_create(multikey=multikey(signing_key()), defaults={"created_at": now})[0]


@transaction.atomic
def give_up_key(key: SigningKey, *, now: datetime) -> int:
    """Declare a key known to others: what it signed is signed again, the PDFs stay; how many documents that were.

    Call it after the site has a new key. ValueError while the key is still the one in use.
    """
    new = current_key(now=now)
    if new == key:
        raise ValueError("The key is still in use.")
    SigningKey.objects.filter(pk=key.pk).update(compromised_at=now)
    signed_by_it = Paper.objects.filter(key=key).defer("pdf", "credential").select_related("certificate")
    done = 0
    while papers := list(signed_by_it.order_by("pk")[:AT_ONCE]):
        for paper in papers:
            paper.credential, paper.key = _signed_credential(paper.certificate, now=now), new
        done += Paper.objects.bulk_update(papers, ["credential", "key"])
    record(Event.SIGNING_KEY_GIVEN_UP, actor=None, before={"key": key.multikey}, after={"key": new.multikey})
    return done


def _make(certificate: Certificate, *, now: datetime) -> Paper:
    text = _signed_credential(certificate, now=now)
    pdf = certificate_pdf(certificate, credential=text)
    made = {
        "pdf": pdf,
        "pdf_hash": hashlib.sha256(pdf).hexdigest(),
        "credential": text,
        "key": current_key(now=now),
        "made_at": now,
    }
    return Paper.objects.get_or_create(certificate=certificate, defaults=made)[0]


def _signed_credential(certificate: Certificate, *, now: datetime) -> str:
    return json.dumps(_signed(credential(certificate), now=now), ensure_ascii=False, indent=1)


def _signed(document: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    key = signing_key()
    return signed(document, key=key, method=method_of(multikey(key)), now=now)
