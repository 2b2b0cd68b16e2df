"""A font of two-byte codes around a TrueType program: the only kind that typst writes from the fonts of this site."""

import re
import struct
from functools import cached_property
from typing import Any

from pypdf.generic import DictionaryObject

from tests.certificates.pdf_ua.document import as_list

IN_CMAP = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


class Font:
    """Lazily read; what is missing comes back empty."""

    def __init__(self, entry: DictionaryObject) -> None:
        self.entry = entry
        self.name = str(entry.get("/BaseFont"))
        self.inner = next(iter(as_list(entry.get("/DescendantFonts"))), DictionaryObject())
        self.descriptor = self.inner.get("/FontDescriptor", DictionaryObject()).get_object()

    @property
    def is_understood(self) -> bool:
        """Codes are glyph numbers of a TrueType program: what every other question here relies on."""
        kind = self.entry.get("/Subtype"), self.inner.get("/Subtype"), self.entry.get("/Encoding")
        return kind == ("/Type0", "/CIDFontType2", "/Identity-H")

    @cached_property
    def unicode(self) -> dict[int, str]:
        """ToUnicode: text by code."""
        if "/ToUnicode" not in self.entry:
            return {}
        found = {}
        for kind, body in IN_CMAP.findall(self.entry["/ToUnicode"].get_data()):
            size = 3 if kind == b"bfrange" else 2
            numbers = [bytes.fromhex(number.decode()) for number in HEX.findall(body)]
            for first, *last, text in zip(*[iter(numbers)] * size, strict=True):
                found |= _range(first, last[0] if last else first, text)
        return found

    def text(self, codes: tuple[int, ...]) -> str:
        return "".join(self.unicode.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)

    @cached_property
    def widths(self) -> dict[int, float]:
        """The widths that the dictionary tells, in thousandths."""
        found, rest = {}, as_list(self.inner.get("/W"))
        while rest:
            first, then = int(rest.pop(0)), rest.pop(0)
            if isinstance(then, list):
                found |= {first + at: float(width) for at, width in enumerate(then)}
            else:
                found |= dict.fromkeys(range(first, int(then) + 1), float(rest.pop(0)))
        return found

    @cached_property
    def program(self) -> bytes:
        return self.descriptor["/FontFile2"].get_data() if "/FontFile2" in self.descriptor else b""

    @cached_property
    def glyph_count(self) -> int:
        return struct.unpack(">H", self._table(b"maxp")[4:6])[0] if self.program else 0

    @cached_property
    def program_widths(self) -> list[float]:
        """The widths that the font program tells, in thousandths, by glyph."""
        units = struct.unpack(">H", self._table(b"head")[18:20])[0]
        measured = struct.unpack(">H", self._table(b"hhea")[34:36])[0]
        advances = [row[0] for row in struct.iter_unpack(">Hh", self._table(b"hmtx")[: measured * 4])]
        advances += advances[-1:] * (self.glyph_count - measured)
        return [advance * 1000 / units for advance in advances]

    @cached_property
    def listed_glyphs(self) -> set[int] | None:
        """What CIDSet lists; None where there is none, as newer standards want it."""
        if "/CIDSet" not in self.descriptor:
            return None
        bits = self.descriptor["/CIDSet"].get_data()
        return {at for at in range(len(bits) * 8) if bits[at // 8] & 0x80 >> at % 8}

    def _table(self, tag: bytes) -> bytes:
        for at in range(12, 12 + 16 * struct.unpack(">H", self.program[4:6])[0], 16):
            name, _checksum, offset, length = struct.unpack(">4sLLL", self.program[at : at + 16])
            if name == tag:
                return self.program[offset : offset + length]
        raise AssertionError(f"{self.name} has no table {tag!r}")


def _range(first: bytes, last: bytes, text: bytes) -> dict[int, Any]:
    start, end, head = int.from_bytes(first, "big"), int.from_bytes(last, "big"), text.decode("utf-16-be")
    return {start + step: head[:-1] + chr(ord(head[-1]) + step) for step in range(end - start + 1)}
