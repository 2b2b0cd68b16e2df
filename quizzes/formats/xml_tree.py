"""Just enough of an XML tree: bounded in depth and count, with line numbers, without entities or anything external."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.sax import make_parser  # type: ignore[import-untyped]

from core.uploads.unreadable import UnreadableFile

MAX_DEPTH = 12
MAX_NODES = 1_000  # in one question
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


class Node:
    """An element: its tag, attributes, line, direct text and children; ``flow`` has both in their order."""

    __slots__ = ("attributes", "children", "chunks", "flow", "line", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Node] = []
        self.chunks: list[str] = []
        self.flow: list[str | Node] = []

    def all(self, tag: str) -> list["Node"]:
        """The children with this tag."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node | None":
        """The first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def text_of(self, *path: str) -> str:
        """The direct text of the element at the end of ``path``; empty when there is none."""
        node: Node | None = self
        for tag in path:
            node = node.first(tag) if node else None
        return "".join(node.chunks) if node else ""

    @property
    def whole_text(self) -> str:
        """All text inside, that of the elements below included."""
        return "".join(one if isinstance(one, str) else one.whole_text for one in self.flow)

    def walk(self) -> Iterator["Node"]:
        """This element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def elements(text: str, tag: str, take: Callable[[Node], None], *, most: int = MAX_NODES) -> str:
    """Give every ``tag`` element below the root to ``take`` as soon as it is read; returns the root's name.

    One with more than ``most`` elements inside is refused. Raises ``UnreadableFile``.
    """
    plain = DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text)
    parser = make_parser()
    handler = _Handler(tag, take, parser.getLineNumber, most)
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        parser.feed(plain.encode("utf-8", "replace"))
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableFile("xml_entities") from error
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: 0)()
        raise UnreadableFile("xml", line=line or 1) from error
    return handler.root


class _Handler(ContentHandler):
    def __init__(self, tag: str, take: Callable[[Node], None], line: Callable[[], int], most: int) -> None:
        super().__init__()
        self.wanted, self.take, self.line, self.most = tag, take, line, most
        self.open: list[Node] = []
        self.depth = self.count = 0
        self.root = ""

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        self.depth += 1
        self.root = self.root or name
        self._check_bounds()
        if not self.open and not (self.depth == 2 and name == self.wanted):
            return
        node = Node(name, dict(attrs.items()), self.line())
        if self.open:
            self.open[-1].children.append(node)
            self.open[-1].flow.append(node)
        self.open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.depth -= 1
        if self.open and len(self.open) == 1:
            self.count = 0
            self.take(self.open[0])
        del self.open[-1:]

    def characters(self, content: str) -> None:
        # Pictures come along as text of "file" elements; nothing of them is kept.
        if self.open and self.open[-1].tag != "file":
            self.open[-1].chunks.append(content)
            self.open[-1].flow.append(content)

    def _check_bounds(self) -> None:
        self.count += 1
        if self.depth > MAX_DEPTH or (self.open and self.count > self.most):
            raise UnreadableFile("nesting", line=self.line())
