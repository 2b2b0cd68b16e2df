"""Which encoding a text file is in, by evidence (IMP-05)."""

import re
from dataclasses import dataclass

from core.uploads.unreadable import UnreadableFile

UTF_8, UTF_16, CP1251 = "utf-8", "utf-16", "windows-1251"
ENCODINGS = (UTF_8, UTF_16, CP1251)
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig", UTF_8), (b"\xff\xfe", "utf-16", UTF_16), (b"\xfe\xff", "utf-16", UTF_16))
DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
USUAL = re.compile("[а-яёА-ЯЁіІ«»„“”‘’…–—№§\xa0°·•]")
SMALL = re.compile("[а-яёі]")


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and the encoding it was read in."""

    text: str
    encoding: str


def decoded(data: bytes, asked: str = "") -> Decoded:
    """The text; ``asked`` is one of ``ENCODINGS`` if a person said so. Raises ``UnreadableFile`` rather than guess."""
    for bom, codec, name in BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, codec), name)
    encoding = asked or _declared(data) or _evident(data)
    codec = _byte_order(data) or "utf-16-le" if encoding == UTF_16 else encoding
    text = _strict(data, codec)
    if not asked and encoding == CP1251 and not _reads_like_russian(text):
        raise UnreadableFile("encoding")
    return Decoded(text, encoding)


def _declared(data: bytes) -> str:
    match = DECLARED.match(data)
    name = match[1].decode().lower() if match else ""
    name = {"cp1251": CP1251, "utf8": UTF_8}.get(name, name)
    # A file that says UTF-8 and is not is a common slip of exporters: then its bytes decide.
    return CP1251 if name == CP1251 else ""


def _evident(data: bytes) -> str:
    if _byte_order(data):
        return UTF_16
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        return CP1251
    return UTF_8


def _byte_order(data: bytes) -> str:
    """UTF-16 without a mark: in Russian and Latin text the high byte is 0 or 4 throughout."""
    start = data[:4000]
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = start[offset::2]
        if len(high) > 1 and 0 in high and sum(byte in (0, 4, 0x20) for byte in high) > 0.9 * len(high):
            return codec
    return ""


def _strict(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableFile("encoding") from error
    if CONTROL.search(text):
        raise UnreadableFile("encoding")
    return text


def _reads_like_russian(text: str) -> bool:
    """Whether what is beyond ASCII is Cyrillic, mostly in small letters: other code pages give capitals and signs."""
    beyond = [letter for letter in text[:200_000] if letter > "\x7f"]
    small = sum(bool(SMALL.match(letter)) for letter in beyond)
    return sum(bool(USUAL.match(letter)) for letter in beyond) >= 0.95 * len(beyond) and small * 2 >= len(beyond)
