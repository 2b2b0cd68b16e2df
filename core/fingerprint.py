"""One hash for frozen data, so that anybody can check years later that it is what it was."""

import hashlib
import json
from typing import Any


def fingerprint(data: Any) -> str:
    """SHA-256, in hexadecimal digits, over the canonical JSON of ``data``: sorted keys, no blanks, UTF-8."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
