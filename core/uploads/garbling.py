"""Signs that a text was read in a wrong encoding (IMP-05)."""

import re

LATE_LETTERS = re.escape(bytes(range(0x80, 0xC0)).decode("cp1251", "ignore"))
GARBLED = re.compile(
    f"(?:[РС][{LATE_LETTERS}]){{3}}"  # UTF-8 read as Windows-1251
    "|(?:[ÐÑ][\x80-\xbf\u0152-\u2122]){3}"  # UTF-8 read as a Western encoding
    "|\ufffd"
)
LOST_LETTERS = re.compile(r"[а-яё]\?(?=[а-яё])")


def looks_garbled(text: str) -> bool:
    """Whether letters were lost on the way: read in a wrong encoding, or question marks inside words."""
    return bool(GARBLED.search(text)) or len(LOST_LETTERS.findall(text)) > 1
