"""Blocks of a lesson: from a file to the raw form that StreamField stores, in each language, with equal ids.

A glossary block holds the terms' codes; whoever stores it puts the terms' ids in their place.
"""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from courses.choices import SchemeForm
from courses.formats.nodes import LANGUAGES, ContentError, Node, stable_id
from courses.schemes import MOST_POINTS

Raw = dict[str, Any]
RawByLanguage = dict[str, Raw]

ALLOWED_TAGS = {"h2", "h3", "p", "ul", "ol", "li", "b", "i", "a"}
ALLOWED_ADDRESSES = ("https://", "mailto:")
ANY_TEXT = 100_000


def read_block(node: Node, block_id: str) -> RawByLanguage:
    """The block in each language; raises ``ContentError``."""
    kind = node.text("type")
    if kind not in READERS:
        raise node.error(f"There is no block of the type “{kind}”.")
    values = READERS[kind](node, block_id)
    return {code: {"type": kind, "value": values[code], "id": block_id} for code in LANGUAGES}


def terms_of(raw: Raw) -> list[Raw]:
    """The list items of a glossary block that hold the codes of terms; empty for any other block."""
    return raw["value"]["terms"] if raw["type"] == "glossary" else []


def _text(node: Node, block_id: str) -> dict[str, Any]:
    texts = Node({"text": node.data}, node.place).texts("text", limit=ANY_TEXT)
    for text in texts.values():
        TagCheck(node).feed(text)
    return texts


def _quotation(node: Node, block_id: str) -> dict[str, Any]:
    authentic = node.text("authentic")
    if authentic and authentic not in LANGUAGES:
        raise node.error("“authentic” is none of ru, kk, en.")
    fields = {"quote": node.texts("quote"), "document": node.texts("document", limit=250)}
    fields["paragraph"] = node.optional_texts("paragraph", limit=100)
    return _by_language(fields, authentic=authentic, url=_address(node))


def _recommendation(node: Node, block_id: str) -> dict[str, Any]:
    position = node.text("position")
    if position not in ("supported", "noted"):
        raise node.error("“position” is neither supported nor noted.")
    fields = {"states": node.texts("states", limit=250), "summary": node.texts("summary")}
    return _by_language(
        fields,
        cycle=node.value("cycle", int),
        symbol=node.text("symbol", limit=60),
        paragraph=node.text("paragraph", limit=20),
        position=position,
    )


def _key_facts(node: Node, block_id: str) -> dict[str, Any]:
    facts = [
        {"text": item.texts("text"), "source": item.texts("source", limit=250)} for item in node.nodes("items", "fact")
    ]
    return {code: {"items": _items([_only(fact, code) for fact in facts], block_id)} for code in LANGUAGES}


def _scheme(node: Node, block_id: str) -> dict[str, Any]:
    form, titles = node.text("form"), node.texts("title", limit=120)
    if form not in SchemeForm.values:
        raise node.error(f"“form” is none of {', '.join(SchemeForm.values)}.")
    points = [
        {"label": one.texts("label", limit=60), "text": one.optional_texts("text", limit=200)}
        for one in node.nodes("points", "point")
    ]
    if not 2 <= len(points) <= MOST_POINTS:
        raise node.error(f"A scheme has 2 to {MOST_POINTS} points.")
    return {
        code: {"form": form, "title": titles[code], "points": _items([_only(one, code) for one in points], block_id)}
        for code in LANGUAGES
    }


def _table(node: Node, block_id: str) -> dict[str, Any]:
    captions, headers, rows = node.texts("caption", limit=250), node.lists("header"), node.lists("rows")
    return {code: {"caption": captions[code], "table": _grid(node, [headers[code], *rows[code]])} for code in LANGUAGES}


def _check(node: Node, block_id: str) -> dict[str, Any]:
    options = [(one.texts("text", limit=250), one.value("correct", bool)) for one in node.nodes("options", "option")]
    fields = {"question": node.texts("question"), "explanation": node.texts("explanation")}
    return {
        code: _only(fields, code)
        | {"options": _items([{"text": texts[code], "is_correct": right} for texts, right in options], block_id)}
        for code in LANGUAGES
    }


def _glossary(node: Node, block_id: str) -> dict[str, Any]:
    return {code: {"terms": _items(node.value("terms", list), block_id)} for code in LANGUAGES}


READERS: dict[str, Callable[[Node, str], dict[str, Any]]] = {
    "text": _text,
    "quotation": _quotation,
    "recommendation": _recommendation,
    "key_facts": _key_facts,
    "scheme": _scheme,
    "table": _table,
    "check": _check,
    "glossary": _glossary,
}


class TagCheck(HTMLParser):
    """Raises ``ContentError`` at the first tag or link target that a lesson may not hold."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only plain text tags, without attributes; a link only leads to https or a mail address."""
        wanted = {"href"} if tag == "a" else set()
        if tag not in ALLOWED_TAGS or {name for name, _value in attrs} != wanted:
            raise self._error(f"The tag <{tag}> is not allowed here as it stands.")
        if tag == "a" and not str(attrs[0][1]).startswith(ALLOWED_ADDRESSES):
            raise self._error("A link must begin with https:// or mailto:.")

    def _error(self, sentence: str) -> ContentError:
        return self.node.error(sentence)


def _by_language(fields: dict[str, dict[str, str]], **same: Any) -> dict[str, Any]:
    return {code: _only(fields, code) | same for code in LANGUAGES}


def _only(fields: dict[str, dict[str, str]], code: str) -> dict[str, str]:
    return {name: texts[code] for name, texts in fields.items()}


def _items(values: list[Any], block_id: str) -> list[Raw]:
    return [
        {"type": "item", "value": value, "id": stable_id(block_id, number)}
        for number, value in enumerate(values, start=1)
    ]


def _grid(node: Node, rows: list[list[str]]) -> Raw:
    if len({len(row) for row in rows}) > 1:
        raise node.error("The rows are not equally long.")
    return {
        "data": rows,
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "",
    }


def _address(node: Node) -> str:
    url = node.text("url", limit=200)
    if url and not url.startswith("https://"):
        raise node.error("“url” must begin with https://.")
    return url
