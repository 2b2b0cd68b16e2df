"""Conditions on the document as a whole: what it says of itself, and what it must not carry."""

import re

from pypdf.generic import BooleanObject, DictionaryObject

from tests.certificates.pdf_ua.checkpoints import checkpoint
from tests.certificates.pdf_ua.document import RDF, Document

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
EXTRACT_FOR_ACCESSIBILITY = 1 << 9
# A BooleanObject is never false to Python: it is compared.
TRUE = BooleanObject(True)


@checkpoint("6.1")
def is_of_a_version_the_standard_knows(document: Document) -> bool:
    return re.fullmatch(r"%PDF-1\.[0-7]", document.header) is not None


@checkpoint("6.2")
def is_marked_as_tagged(document: Document) -> bool:
    return document.part("/MarkInfo").get("/Marked") == TRUE


@checkpoint("01-007")
def is_not_suspect(document: Document) -> bool:
    return document.part("/MarkInfo").get("/Suspects") != TRUE


@checkpoint("06-001")
def has_metadata(document: Document) -> bool:
    return document.metadata is not None


@checkpoint("06-002")
def names_its_standard(document: Document) -> bool:
    return document.metadata is None or _said(document, f"{PDF_UA}part") == ["1"]


@checkpoint("06-003")
def has_a_title(document: Document) -> bool:
    titles = [] if document.metadata is None else document.metadata.findall(f".//{DUBLIN_CORE}title//{RDF}li")
    return document.metadata is None or any(title.text for title in titles)


@checkpoint("07-001")
def says_what_its_window_shows(document: Document) -> bool:
    return "/DisplayDocTitle" in document.part("/ViewerPreferences")


@checkpoint("07-002")
def shows_its_title(document: Document) -> bool:
    return document.part("/ViewerPreferences").get("/DisplayDocTitle", TRUE) == TRUE


@checkpoint("11-006")
def has_a_language(document: Document) -> bool:
    """Metadata, outline and attachments have no other; text without a language of its own falls back on it."""
    return bool(document.language)


@checkpoint("7.2")
def every_language_is_written_as_such(document: Document) -> bool:
    said = [document.language, *(element.language for element in document.elements)]
    return all(LANGUAGE.fullmatch(language) for language in said if language)


@checkpoint("20-003")
def has_no_layers(document: Document) -> bool:
    """Stricter than 20-001 to 20-003, which ask what layers are called: ours have none."""
    return "/OCProperties" not in document.catalogue


@checkpoint("21-001")
def every_attached_file_has_both_names(document: Document) -> bool:
    return all(entry.get("/F") and entry.get("/UF") for entry in _entries(document) if "/EF" in entry)


@checkpoint("25-001")
def has_no_form(document: Document) -> bool:
    """Stricter than 25-001, which forbids dynamic XFA alone: what is not there needs no further rules."""
    return "/AcroForm" not in document.catalogue


@checkpoint("26-002")
def may_be_read_aloud(document: Document) -> bool:
    """Also 26-001: an encrypted file says what is permitted, and assistive technology is."""
    encryption = document.reader.trailer.get("/Encrypt")
    return encryption is None or bool(int(encryption.get_object().get("/P", 0)) & EXTRACT_FOR_ACCESSIBILITY)


@checkpoint("7.19")
def has_no_scripts(document: Document) -> bool:
    """Stricter than the standard, which wants scripts that do no harm."""
    return not any("/JS" in entry or entry.get("/S") == "/JavaScript" for entry in _entries(document))


def _said(document: Document, name: str) -> list[str]:
    """A simple property of the XMP, written either as an element or as an attribute."""
    found = [element.text for element in document.metadata.iter(name)]
    return found + [element.attrib[name] for element in document.metadata.iter() if name in element.attrib]


def _entries(document: Document) -> list[DictionaryObject]:
    """Every dictionary of the file that is an object of its own, and those directly in them."""
    numbers = [*document.reader.xref[0]] if 0 in document.reader.xref else []
    numbers += list(document.reader.xref_objStm)
    objects = [document.reader.get_object(number) for number in numbers]
    direct = [one for one in objects if isinstance(one, DictionaryObject)]
    return direct + [inner for one in direct for inner in one.values() if isinstance(inner, DictionaryObject)]
