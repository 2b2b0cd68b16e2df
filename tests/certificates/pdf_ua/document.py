"""A PDF as the rules see it: catalogue, metadata, and the structure tree as plain elements."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@dataclass
class Element:
    """One element of the structure tree; ``kind`` is the standard type its own type stands for."""

    entry: DictionaryObject
    kind: str
    language: str
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)

    def kinds(self) -> list[str]:
        return [child.kind for child in self.children]

    def attribute(self, name: str) -> Any:
        """The value of an attribute of any owner, or None."""
        for owner in as_list(self.entry.get("/A")):
            if isinstance(owner, DictionaryObject) and name in owner:
                return owner[name]
        return None


class Document:
    """Lazily read; a part that is missing comes back empty, never as an error."""

    def __init__(self, pdf: bytes) -> None:
        self.header = pdf[:8].decode("latin-1")
        self.reader = PdfReader(io.BytesIO(pdf))
        self.catalogue = self.reader.root_object

    def part(self, *path: str) -> DictionaryObject:
        """The dictionary at the end of a path of names from the catalogue; empty if anything on the way is missing."""
        found = self.catalogue
        for name in path:
            found = found.get(name, DictionaryObject()).get_object()
        return found

    @cached_property
    def language(self) -> str:
        return str(self.catalogue.get("/Lang", ""))

    @cached_property
    def metadata(self) -> Any:
        """The root of the XMP, or None."""
        stream = self.catalogue.get("/Metadata")
        return None if stream is None else fromstring(stream.get_object().get_data())

    @cached_property
    def roles(self) -> DictionaryObject:
        return self.part("/StructTreeRoot", "/RoleMap")

    def standard(self, kind: str) -> str:
        """The end of the chain of roles; the type itself where it is mapped to nothing or in a circle."""
        seen = [kind]
        while (then := self.roles.get(seen[-1])) is not None and then not in seen:
            seen.append(str(then))
        return seen[-1]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in reading order."""
        roots = as_list(self.part("/StructTreeRoot").get("/K"))
        return [one for root in roots for one in self._walk(root, None, 0)]

    def all(self, *kinds: str) -> list[Element]:
        return [element for element in self.elements if element.kind in kinds]

    @cached_property
    def owner_of(self) -> dict[tuple[int, int], Element]:
        """Who owns the marked content of a page (or form) by its object number and MCID."""
        return {mark: element for element in self.elements for mark in element.marks}

    def _walk(self, entry: DictionaryObject, parent: Element | None, page: int) -> Iterator[Element]:
        language = str(entry.get("/Lang", parent.language if parent else self.language))
        element = Element(entry, self.standard(str(entry.get("/S"))), language, parent)
        if parent:
            parent.children.append(element)
        page = number_of(entry, "/Pg") or page
        yield element
        for kid in as_list(entry.get("/K")):
            yield from self._kid(kid, element, page)

    def _kid(self, kid: Any, element: Element, page: int) -> Iterator[Element]:
        if isinstance(kid, int):
            element.marks.append((page, kid))
        elif kid.get("/Type") == "/MCR":
            element.marks.append((number_of(kid, "/Stm") or number_of(kid, "/Pg") or page, kid["/MCID"]))
        elif kid.get("/Type") == "/OBJR":
            element.annotations.append(number_of(kid, "/Obj"))
        else:
            yield from self._walk(kid, element, page)


def as_list(value: Any) -> list[Any]:
    """What may be one or an array, as a list of resolved objects."""
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if value is None:
        return []
    return [one.get_object() for one in value] if isinstance(value, ArrayObject) else [value]


def number_of(entry: DictionaryObject, name: str) -> int:
    """The object number that an entry refers to; 0 where there is none."""
    reference = entry.raw_get(name) if name in entry else None
    return reference.idnum if isinstance(reference, IndirectObject) else 0
