"""How two spellings of one sign-in name are recognised as one."""

import unicodedata


def folded_email(email: str) -> str:
    """The address as it is stored and compared: NFKC, full case folding, no blanks around (INP-04)."""
    return unicodedata.normalize("NFKC", email).strip().casefold()
