"""Checking a credential without asking anybody: needs the file and a copy of the issuer's document, nothing else.

What it cannot know is what happened since: whether the paper was revoked or replaced says the signed list alone.
"""

import json
from collections.abc import Mapping
from typing import Any

from certificates.keys import public_bytes
from certificates.proofs import is_intact


class Unproven(Exception):
    """The file proves nothing; the message says why."""


def check(file: bytes, issuer: Mapping[str, Any]) -> dict[str, Any]:
    """What the file proves: ``{"number", "names", "titles", "hours", "from", "until"}``. Unproven when nothing."""
    document = json.loads(file)
    if not isinstance(document, dict):
        raise Unproven("This is not a credential.")
    key = _key_of(document, issuer)
    if not is_intact(document, public_key=key):
        raise Unproven("The signature does not fit: the file was changed, or it was not issued here.")
    subject = document["credentialSubject"]
    return {
        "number": subject["licenseNumber"],
        "names": [one["identityHash"] for one in subject["identifier"]],
        "titles": subject["achievement"]["description"],
        "hours": subject["creditsEarned"],
        "from": document["validFrom"],
        "until": document.get("validUntil"),
    }


def _key_of(document: Mapping[str, Any], issuer: Mapping[str, Any]) -> bytes:
    proof = document.get("proof")
    method = proof.get("verificationMethod") if isinstance(proof, dict) else None
    for known in issuer.get("verificationMethod", []):
        if known["id"] == method and "revoked" in known:
            raise Unproven("The key that signed was given up: check the certificate on the site.")
        if known["id"] == method:
            return public_bytes(known["publicKeyMultibase"])
    raise Unproven("The issuer's document does not know the key that signed.")
