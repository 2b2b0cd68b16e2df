"""Codes of questions, also for those whose file gives none."""

import re
from hashlib import sha256

SLUG = re.compile(r"[A-Za-z0-9_-]{1,50}")


def is_key(text: str) -> bool:
    """Whether ``text`` can be a question's code as it stands."""
    return bool(SLUG.fullmatch(text))


def key_from(*texts: str) -> str:
    """The first of ``texts`` if it can be a code, else one made of the first that is there: equal for equal texts."""
    text = next((one.strip() for one in texts if one.strip()), "")
    return text if is_key(text) else f"q-{sha256(text.encode()).hexdigest()[:12]}"
