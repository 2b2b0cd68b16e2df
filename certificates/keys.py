"""The key that signs: a file that only the site's own user reads, never in database or repository (CERT-06)."""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from certificates.base58 import decode, encode

# How the W3C's Multikey marks the bytes of an Ed25519 public key.
ED25519 = bytes([0xED, 0x01])


def signing_key() -> Ed25519PrivateKey:
    """The key of this site, read once a process. ImproperlyConfigured, with what to do, when there is none."""
    return _read(Path(settings.CERTIFICATE_KEY_FILE))


def create_key(path: Path) -> Ed25519PrivateKey:
    """A new key in a new file that its owner alone may read. FileExistsError when there is one already."""
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as written:  # made for its owner alone, and whole before it has its name
        written.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        written.flush()
        os.link(written.name, path)
    return key


def multikey(key: Ed25519PrivateKey) -> str:
    """The public half in the W3C's form."""
    return "z" + encode(ED25519 + key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def public_bytes(multikey_text: str) -> bytes:
    """The 32 bytes of a public key from that form. ValueError when it is none."""
    found = decode(multikey_text[1:]) if multikey_text.startswith("z") else b""
    if len(found) != 34 or not found.startswith(ED25519):
        raise ValueError("Not an Ed25519 public key.")
    return found[2:]


@cache
def _read(path: Path) -> Ed25519PrivateKey:
    if settings.CERTIFICATE_KEY_MADE_BY_ITSELF and not path.exists():
        with suppress(FileExistsError):  # another process was quicker
            create_key(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"No signing key in {path}: make one with manage.py new_signing_key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"{path} holds no Ed25519 key: make one with manage.py new_signing_key.")
    return key
