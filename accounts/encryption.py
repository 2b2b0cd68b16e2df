"""Fields that nobody reads who has only the database: encrypted with the first key, read with any of them (SECR-02)."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypted(text: str) -> str:
    """``text`` under the current key."""
    return _box().encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """What ``encrypted`` was given; raises ``cryptography.fernet.InvalidToken`` when no known key fits."""
    return _box().decrypt(text.encode()).decode()


def renewed(text: str) -> str:
    """The same under the current key, after a change of keys."""
    return _box().rotate(text.encode()).decode()


def _box() -> MultiFernet:
    # Keys are any long secrets; Fernet wants 32 bytes.
    digests = (hashlib.sha256(key.encode()).digest() for key in settings.FIELD_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
