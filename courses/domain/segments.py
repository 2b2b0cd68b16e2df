"""The texts of a page one by one, as they are translated: each under a path that is the same in all languages."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, TextField
from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField

from courses.models.pages import TeachingPage

# The editor marks paragraphs anew whenever it likes; that changes no text.
EDITORS_MARK = re.compile(r' data-block-key="[^"]*"')
TEXTS = (CharBlock, TextBlock, RichTextBlock)
# In the order in which they stand in the form.
PLAIN_FIELDS = ("title", "summary", "audience", "outcomes", "intro")


@dataclass(frozen=True)
class Segment:
    """One text of a page. ``label`` names its field or kind of block; ``is_rich``: it is HTML of the editor."""

    path: str
    text: str
    label: Any
    is_rich: bool = False


@dataclass(frozen=True)
class _Place:
    """Where a text of a stream stands: ``holder[key]``."""

    path: str
    holder: Any
    key: Any
    block: Block

    @property
    def text(self) -> str:
        return without_marks(str(self.holder[self.key] or ""))


def segments_of(page: TeachingPage) -> list[Segment]:
    """All texts of the page that are not empty, in reading order."""
    streams = {field.name: getattr(page, field.name).get_prep_value() for field in _streams(type(page))}
    return segments_in(type(page), {field.name: getattr(page, field.name) for field in _plain(type(page))} | streams)


def segments_in(model: type[TeachingPage], content: Mapping[str, Any]) -> list[Segment]:
    """The same of a page of this type as a revision keeps it."""
    plain = [Segment(one.name, str(content.get(one.name) or ""), one.verbose_name) for one in _plain(model)]
    streamed = [
        Segment(place.path, place.text, place.block.label, isinstance(place.block, RichTextBlock))
        for field in _streams(model)
        for place in _places(field.stream_block, _raw(content.get(field.name)), field.name)
    ]
    return [one for one in [*plain, *streamed] if one.text]


def write_segments(page: TeachingPage, texts: Mapping[str, str]) -> None:
    """Put texts under their paths; paths that the page does not have are passed over. Nothing is stored."""
    for field in _plain(type(page)):
        if field.name in texts:
            setattr(page, field.name, texts[field.name])
    for field in _streams(type(page)):
        raw = getattr(page, field.name).get_prep_value()
        for place in _places(field.stream_block, raw, field.name):
            if place.path in texts:
                place.holder[place.key] = texts[place.path]
        setattr(page, field.name, raw)


def without_marks(html: str) -> str:
    """A rich text without the marks that the editor puts on its paragraphs."""
    return EDITORS_MARK.sub("", html)


def _plain(model: type[TeachingPage]) -> list[Any]:
    fields = {one.name: one for one in model._meta.get_fields() if isinstance(one, CharField | TextField)}
    return [fields[name] for name in PLAIN_FIELDS if name in fields]


def _streams(model: type[TeachingPage]) -> list[Any]:
    return [one for one in model._meta.get_fields() if isinstance(one, StreamField)]


def _raw(stored: Any) -> Any:
    """A revision keeps a stream as text."""
    return json.loads(stored) if isinstance(stored, str) else stored or []


def _places(block: Block, raw: Any, path: str) -> Iterator[_Place]:
    """The texts below a block whose content is ``raw``."""
    if isinstance(block, TableBlock):
        yield from _cells(block, raw, path)
    for child, holder, key, below in children_of(block, raw, path):
        if isinstance(child, TEXTS):
            yield _Place(below, holder, key, child)
        else:
            yield from _places(child, holder[key], below)


def children_of(block: Block, raw: Any, path: str = "") -> Iterator[tuple[Block, Any, str, str]]:
    """What stands right below a block whose raw content is ``raw``: ``(block, holder, key in the holder, path)``."""
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            if name in raw:
                yield child, raw, name, f"{path}.{name}"
    elif isinstance(block, StreamBlock | ListBlock):
        for item in raw:
            child = block.child_block if isinstance(block, ListBlock) else block.child_blocks[item["type"]]
            yield child, item, "value", f"{path}.{item['id']}"


def _cells(block: Block, raw: Any, path: str) -> Iterator[_Place]:
    for number, row in enumerate((raw or {}).get("data", [])):
        for place in range(len(row)):
            yield _Place(f"{path}.{number}.{place}", row, place, block)
