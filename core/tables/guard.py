"""Text that a spreadsheet would run instead of showing (EXP-01)."""

import unicodedata

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What programs skip before they look at the first character: blanks, a BOM, marks without width.
SKIPPED = " \x00\x0b\x0c\ufeff\u200b\u200c\u200d\u2060"


def is_dangerous(text: str) -> bool:
    """Whether the text begins like a formula, also in full-width forms or behind blanks and marks without width."""
    plain = unicodedata.normalize("NFKC", text).lstrip(SKIPPED)
    return plain.startswith(STARTS_A_FORMULA)


def guarded(text: str) -> str:
    """The text as a CSV cell may hold it: dangerous ones behind an apostrophe, which spreadsheets take for "text"."""
    return f"'{text}" if is_dangerous(text) else text
