"""What the body of a lesson refers to outside itself, and its texts made safe: for bodies that travel between sites."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Model
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block, ChooserBlock, RichTextBlock, URLBlock

from courses.domain.segments import children_of, without_marks

PAGE_LINK = re.compile(r'<a (?:id="(?P<id>\d+)" linktype="page"|linktype="page" id="(?P<id2>\d+)")>')
TRAVELLING_LINK = re.compile(r'<a page="(?P<key>[0-9a-f-]{36})">')

# An element of a raw value that can be exchanged: ``holder[key]``.
Spot = tuple[Any, Any]


def choices_in(block: Block, raw: Any) -> Iterator[tuple[Spot, type[Model]]]:
    """Where a picture, file or term was chosen below ``block``, and what kind of thing it is."""
    for child, holder, key, _path in children_of(block, raw):
        if isinstance(child, ChooserBlock):
            yield (holder, key), child.model_class
        else:
            yield from choices_in(child, holder[key])


def rich_texts_in(block: Block, raw: Any) -> Iterator[tuple[Spot, list[str] | None]]:
    """Where a rich text stands, and the features of its editor."""
    for child, holder, key, _path in children_of(block, raw):
        if isinstance(child, RichTextBlock):
            yield (holder, key), child.features
        else:
            yield from rich_texts_in(child, holder[key])


def addresses_in(block: Block, raw: Any) -> Iterator[str]:
    """The addresses that stand in fields of their own."""
    for child, holder, key, _path in children_of(block, raw):
        if isinstance(child, URLBlock):
            yield str(holder[key] or "")
        else:
            yield from addresses_in(child, holder[key])


def outgoing(html: str, keys: Mapping[int, str]) -> str:
    """Links to pages by their lasting keys instead of this site's numbers; ``keys`` by number."""
    return PAGE_LINK.sub(lambda found: _link(keys.get(int(found["id"] or found["id2"]))), without_marks(html))


def page_numbers_in(html: str) -> set[int]:
    """The pages that a rich text links to."""
    return {int(found["id"] or found["id2"]) for found in PAGE_LINK.finditer(html)}


def incoming(html: str, number_of: Callable[[str], int | None], features: list[str] | None) -> str:
    """The reverse of ``outgoing``, with nothing left that the editor would not have let through."""
    linked = TRAVELLING_LINK.sub(lambda found: _numbered(number_of(found["key"])), html)
    converter: Any = ContentstateConverter(features or [])
    return str(converter.to_database_format(converter.from_database_format(linked)))


def _link(key: str | None) -> str:
    return f'<a page="{key}">' if key else "<a>"


def _numbered(number: int | None) -> str:
    return f'<a id="{number}" linktype="page">' if number else "<a>"
