"""A good PDF with one thing broken: for each condition a change that breaks it."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

Change = Callable[[PdfWriter], None]
FIRST_TEXT = rb"(/Span<</MCID 0>>BDC.*?\bEMC)"


@dataclass(frozen=True)
class Damage:
    """A change, what must be named then, and the rules of veraPDF that are broken with it (none: ours is stricter)."""

    change: Change
    named: str
    verapdf: str = ""
    of_table: bool = False


def damaged(pdf: bytes, change: Change) -> bytes:
    """The document after a change."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def catalogue(name: str, value: object, *path: str) -> Change:
    """Sets an entry of the catalogue, or of a dictionary below it; None takes it away."""

    def change(writer: PdfWriter) -> None:
        entry = writer.root_object
        for step in path:
            entry = entry[step]
        put(entry, name, value)

    return change


def element(kind: str, name: str, value: object, *, last: bool = False) -> Change:
    """Sets an entry of the first (or last) element of a type; None takes it away."""

    def change(writer: PdfWriter) -> None:
        found = [one for one in _elements(writer.root_object["/StructTreeRoot"]["/K"]) if one["/S"] == kind]
        put(found[-last], name, value)

    return change


def attribute(kind: str, name: str, value: object) -> Change:
    """The same of an attribute of the first element of a type."""

    def change(writer: PdfWriter) -> None:
        first = next(one for one in _elements(writer.root_object["/StructTreeRoot"]["/K"]) if one["/S"] == kind)
        put(next(owner for owner in first["/A"] if name in owner), name, value)

    return change


def page(name: str, value: object) -> Change:
    return lambda writer: put(writer.pages[0], name, value)


def link(name: str, value: object) -> Change:
    return lambda writer: put(writer.pages[0]["/Annots"][0].get_object(), name, value)


def attachment(name: str, value: object) -> Change:
    return lambda writer: put(writer.root_object["/AF"][0].get_object(), name, value)


def font(name: str, value: object, *path: str) -> Change:
    """Sets an entry of the first font of the page, or of a dictionary below it."""

    def change(writer: PdfWriter) -> None:
        entry = writer.pages[0]["/Resources"]["/Font"]["/f0"]
        for step in path:
            entry = entry[step][0].get_object() if step == "/DescendantFonts" else entry[step]
        put(entry, name, value)

    return change


def content(pattern: bytes, replacement: bytes) -> Change:
    """Rewrites the first match in the operators of the page."""
    return lambda writer: rewrite(writer.pages[0]["/Contents"].get_object(), pattern, replacement)


def metadata(pattern: bytes, replacement: bytes) -> Change:
    return lambda writer: rewrite(writer.root_object["/Metadata"].get_object(), pattern, replacement)


def letters(pattern: bytes, replacement: bytes) -> Change:
    """Rewrites the table of letters of the first font."""
    return lambda writer: rewrite(writer.pages[0]["/Resources"]["/Font"]["/f0"]["/ToUnicode"], pattern, replacement)


def put(entry: DictionaryObject, name: str, value: object) -> None:
    if value is None:
        del entry[name]
    else:
        entry[NameObject(name)] = _object(value)


def rewrite(stream: StreamObject, pattern: bytes, replacement: bytes) -> None:
    rewritten, count = re.subn(pattern, replacement, stream.get_data(), count=1, flags=re.DOTALL)
    assert count, pattern
    stream.set_data(rewritten)


def locked(writer: PdfWriter) -> None:
    """Encrypted without a password, nothing permitted."""
    nothing = UserAccessPermissions.R7 | UserAccessPermissions.R8
    writer.encrypt("", "owner", permissions_flag=nothing, algorithm="RC4-128")


def versioned(writer: PdfWriter) -> None:
    writer.pdf_header = "%PDF-2.0"


def with_a_form(writer: PdfWriter) -> None:
    """A picture that carries a mark of its own, inside of decoration."""
    form = StreamObject()
    form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
    form[NameObject("/BBox")] = _object([0, 0, 9, 9])
    form.set_data(b"/Span<</MCID 0>>BDC 0 0 m 9 9 l S EMC")
    drawn = DictionaryObject({NameObject("/drawn"): writer._add_object(form)})
    writer.pages[0]["/Resources"][NameObject("/XObject")] = drawn
    content(b"^", b"/Artifact BMC /drawn Do EMC ")(writer)


def shortened_list(writer: PdfWriter) -> None:
    """CIDSet lists the first glyph alone."""
    font_entry = writer.pages[0]["/Resources"]["/Font"]["/f0"]["/DescendantFonts"][0].get_object()
    font_entry["/FontDescriptor"]["/CIDSet"].set_data(b"\x80")


def _elements(kid: object) -> Iterator[DictionaryObject]:
    kid = kid.get_object()
    if isinstance(kid, ArrayObject):
        for one in kid:
            yield from _elements(one)
    elif isinstance(kid, DictionaryObject) and "/S" in kid:
        yield kid
        yield from _elements(kid.get("/K", ArrayObject()))


def _object(value: object) -> object:
    """Plain Python as PDF: texts with a slash are names."""
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, dict):
        return DictionaryObject({NameObject(name): _object(one) for name, one in value.items()})
    if isinstance(value, list):
        return ArrayObject(map(_object, value))
    return NumberObject(value) if isinstance(value, int) else value
