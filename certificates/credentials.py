"""The certificate as an Open Badge: what a wallet or another training system reads.

Sources: 1EdTech Open Badges 3.0 (AchievementCredential); W3C Verifiable Credentials 2.0; W3C Bitstring Status List 1.0.
"""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from certificates.addresses import site_url
from certificates.models import Certificate, SigningKey
from core.localisation import localised

VC = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
MULTIKEY = "https://w3id.org/security/multikey/v1"
# The least number of places in a list that the specification allows: one paper cannot be told from many.
PLACES = 131_072
LAST_SECOND = time(23, 59, 59)


def credential(certificate: Certificate) -> dict[str, Any]:
    """Every printed claim, unsigned. The same certificate gives the same document."""
    claims = certificate.claims
    document = {
        "@context": [VC, BADGES],
        "id": site_url("credential", certificate.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": localised(claims["title"]),
        "issuer": {
            "id": site_url("issuer"),
            "type": ["Profile"],
            "name": localised(claims["issuer"]),
        },
        "validFrom": _instant(certificate.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_named(name) for name in claims["name"].values()],
            "creditsEarned": claims["hours"],
            "licenseNumber": claims["number"],
            "achievement": _achievement(certificate),
        },
        "credentialStatus": _status_entry(certificate),
    }
    if certificate.valid_until:
        day = datetime.combine(certificate.valid_until, LAST_SECOND, ZoneInfo(settings.TIME_ZONE))
        document["validUntil"] = _instant(day)
    return document


def issuer_profile(keys: Iterable[SigningKey]) -> dict[str, Any]:
    """Who issues, and the public keys, those replaced included: what they signed stays true."""
    address = site_url("issuer")
    methods = [_method(address, key) for key in keys]
    return {
        "@context": [VC, BADGES, MULTIKEY],
        "id": address,
        "type": ["Profile"],
        "name": localised(settings.CERTIFICATE_ISSUER),
        "email": settings.SUPPORT_EMAIL,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods if "revoked" not in method],
    }


def status_list(number: int, withdrawn: Iterable[int], *, now: datetime) -> dict[str, Any]:
    """The list with that number, unsigned; ``withdrawn`` are the ids of its certificates that no longer hold."""
    bits = bytearray(PLACES // 8)
    for place in map(place_of, withdrawn):
        bits[place // 8] |= 0x80 >> place % 8
    address = site_url("status", number)
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": site_url("issuer"),
        "validFrom": _instant(now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("="),
        },
    }


def method_of(multikey: str) -> str:
    """The address of a public key: part of every proof, so that a proof says which key made it (CERT-06)."""
    return f"{site_url('issuer')}#{multikey}"


def list_of(pk: int) -> int:
    """The number of the list that tells about this certificate."""
    return pk // PLACES


def place_of(pk: int) -> int:
    """Its place there."""
    return pk % PLACES


def _achievement(certificate: Certificate) -> dict[str, Any]:
    titles, hours = certificate.claims["title"], certificate.claims["hours"]
    return {
        "id": f"urn:uuid:{certificate.subject_key}",
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": localised(titles),
        "description": " · ".join(titles.values()),
        "creditsAvailable": hours,
        "criteria": {"narrative": site_url("check", certificate.code)},
    }


def _named(name: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": name}


def _status_entry(certificate: Certificate) -> dict[str, str]:
    place, address = place_of(certificate.pk), site_url("status", list_of(certificate.pk))
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": address,
    }


def _method(issuer: str, key: SigningKey) -> dict[str, str]:
    method = {"id": method_of(key.multikey), "type": "Multikey", "controller": issuer}
    method["publicKeyMultibase"] = key.multikey
    return {**method, "revoked": _instant(key.compromised_at)} if key.compromised_at else method


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
