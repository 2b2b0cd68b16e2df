"""Signed JSON that anybody can check without asking us: W3C Data Integrity, cryptosuite ``eddsa-jcs-2022``.

Source: W3C, Data Integrity EdDSA Cryptosuites v1.0, section 3.3. The canonical form is RFC 8785; our documents hold
text, whole numbers, lists and objects with ASCII names only, for which Python's sorted JSON is that form.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates import base58

SUITE = "eddsa-jcs-2022"


def signed(document: Mapping[str, Any], *, key: Ed25519PrivateKey, method: str, now: datetime) -> dict[str, Any]:
    """The document with a proof; ``method`` is the address of the public key."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    signature = key.sign(_hashed(document, options))
    return {**document, "proof": {**options, "proofValue": f"z{base58.encode(signature)}"}}


def is_intact(document: Mapping[str, Any], *, public_key: bytes) -> bool:
    """Whether the proof in the document was made by that key over exactly what the document says."""
    proof = document.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") != SUITE:
        return False
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    content = {name: value for name, value in document.items() if name != "proof"}
    try:
        signature = base58.decode(str(proof.get("proofValue", ""))[1:])
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _hashed(content, options))
    except (InvalidSignature, ValueError):
        return False
    return options.get("@context") == content.get("@context")


def canonical(data: Any) -> bytes:
    """The one form of the data that is hashed."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _hashed(content: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(content)).digest()
