"""XLIFF 1.2: what programs of translators read and write. Rich text goes as the HTML it is stored as."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from core.uploads.unreadable import UnreadableFile
from quizzes.formats.xml_tree import Node, elements
from workshop.text_records import Document, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# By state of a text, as the format calls it.
STATES = {"ready": "translated", "stale": "needs-review-translation", "missing": "needs-translation"}
MOST_NODES = 50_000


def xliff(documents: Iterable[Document], *, source: str, target: str) -> bytes:
    """The whole file."""
    return "".join(_written(documents, source, target)).encode()


def read_xliff(text: str) -> list[Document]:
    """What a file holds, texts that have a translation only. Raises ``UnreadableFile``."""
    found: list[Document] = []
    root = elements(text, "file", lambda node: found.append(_document(node)), most=MOST_NODES)
    if root != "xliff":
        raise UnreadableFile("no_xliff")
    return found


def _written(documents: Iterable[Document], source: str, target: str) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n'
    for document in documents:
        yield f'<file original={quoteattr(document.name)} datatype="html" '
        yield f"source-language={quoteattr(source)} target-language={quoteattr(target)}>\n<body>\n"
        yield from (_unit(one) for one in document.units)
        yield "</body>\n</file>\n"
    yield "</xliff>\n"


def _unit(unit: Unit) -> str:
    target = "" if unit.state == "missing" else escape(unit.target)
    return (
        f"<trans-unit id={quoteattr(unit.path)}>\n<source>{escape(unit.source)}</source>\n"
        f"<target state={quoteattr(STATES[unit.state])}>{target}</target>\n<note>{escape(unit.note)}</note>\n"
        "</trans-unit>\n"
    )


def _text(unit: Node, tag: str) -> str:
    """All text of an element: programs put marks of their own around sentences."""
    found = unit.first(tag)
    return found.whole_text if found else ""


def _document(node: Node) -> Document:
    units = [one for one in node.walk() if one.tag == "trans-unit"]
    read = [Unit(one.attributes.get("id", ""), _text(one, "source"), _text(one, "target")) for one in units]
    return Document(node.attributes.get("original", ""), [one for one in read if one.target.strip()])
