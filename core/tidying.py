"""One way to write a text that came from a file or another system."""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, marks that turn the direction of text round, BOMs, surrogates, what XML forbids.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
BLANKS = re.compile("[ \t]+")
EMPTY_LINES = re.compile("\n{3,}")


def tidy(text: str) -> str:
    """``text`` composed, with plain line ends, without invisible characters and superfluous blanks."""
    plain = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    plain = BLANKS.sub(" ", INVISIBLE.sub("", plain))
    lines = [line.strip() for line in plain.split("\n")]
    return unicodedata.normalize("NFC", EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n"))


def tidy_line(text: str) -> str:
    """As ``tidy``, on one line."""
    return BLANKS.sub(" ", tidy(text).replace("\n", " "))
