"""What is painted on the pages, piece by piece, and between which marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

from tests.certificates.pdf_ua.document import Document
from tests.certificates.pdf_ua.fonts import Font

SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')
PAINTS = (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"INLINE IMAGE")


@dataclass(frozen=True)
class Mark:
    """One BMC or BDC: its tag and properties, on the page or form with this object number."""

    tag: str
    properties: DictionaryObject
    stream: int

    @property
    def is_artifact(self) -> bool:
        return self.tag == "/Artifact"

    @property
    def key(self) -> tuple[int, int]:
        return self.stream, int(self.properties.get("/MCID", -1))


@dataclass(frozen=True)
class Piece:
    """Something painted, inside these marks from the outermost to the innermost; text has a font and codes."""

    marks: tuple[Mark, ...]
    font: Font | None = None
    codes: tuple[int, ...] = ()


@lru_cache(maxsize=1)
def pieces(document: Document) -> list[Piece]:
    """Everything painted on all pages, forms included; kept for the next rule that asks about the same document."""
    painters = [(_Painter(document, page.indirect_reference.idnum), page) for page in document.reader.pages]
    return [
        piece
        for painter, page in painters
        for piece in painter.run(page.get_contents(), page["/Resources"].get_object(), ())
    ]


def language_of(document: Document, piece: Piece) -> str:
    """The innermost language said: by a mark, by the structure, by the document."""
    for mark in reversed(piece.marks):
        owner = document.owner_of.get(mark.key)
        if "/Lang" in mark.properties or owner:
            return str(mark.properties.get("/Lang", owner.language if owner else ""))
    return document.language


def texts_by_language(pdf: bytes) -> dict[str, str]:
    """All that is read aloud in each language, without spaces (where lines break is no matter of language)."""
    document, found = Document(pdf), dict[str, str]()
    for piece in pieces(document):
        if piece.font and not any(mark.is_artifact for mark in piece.marks):
            language = language_of(document, piece)
            found[language] = found.get(language, "") + piece.font.text(piece.codes)
    return {language: "".join(text.split()) for language, text in found.items()}


class _Painter:
    """Runs the operators of one page or form."""

    def __init__(self, document: Document, stream: int) -> None:
        self.document, self.stream, self.font = document, stream, None

    def run(self, stream: Any, resources: DictionaryObject, outer: tuple[Mark, ...]) -> Iterator[Piece]:
        marks = list(outer)
        for operands, operator in ContentStream(stream, self.document.reader).operations:
            if operator in (b"BMC", b"BDC"):
                marks.append(self._mark(operands, resources))
            elif operator == b"EMC":
                marks.pop()
            elif operator == b"Tf":
                self.font = Font(resources["/Font"][operands[0]].get_object())
            elif operator in SHOWS_TEXT:
                yield Piece(tuple(marks), self.font, tuple(_codes(operands)))
            elif operator in PAINTS:
                yield Piece(tuple(marks))
            elif operator == b"Do":
                yield from self._drawn(resources["/XObject"].raw_get(operands[0]), resources, tuple(marks))

    def _mark(self, operands: list[Any], resources: DictionaryObject) -> Mark:
        said = operands[1] if len(operands) > 1 else DictionaryObject()
        if not isinstance(said, DictionaryObject):
            said = resources["/Properties"][said]
        return Mark(str(operands[0]), said, self.stream)

    def _drawn(
        self, reference: IndirectObject, resources: DictionaryObject, marks: tuple[Mark, ...]
    ) -> Iterator[Piece]:
        drawn = reference.get_object()
        if drawn["/Subtype"] == "/Form":
            own = drawn.get("/Resources", resources).get_object()
            yield from _Painter(self.document, reference.idnum).run(drawn, own, marks)
        else:
            yield Piece(marks)


def _codes(operands: list[Any]) -> Iterator[int]:
    """The two-byte codes of everything that an operator shows."""
    shown = operands[-1] if isinstance(operands[-1], ArrayObject) else operands[-1:]
    for part in shown:
        if not isinstance(part, (int, float)):
            raw = part.original_bytes
            yield from (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
