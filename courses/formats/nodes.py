"""A table of a TOML file that knows its place, so that every complaint names it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

LANGUAGES = ("ru", "kk", "en")
NAMES = {"ru": "Russian", "kk": "Kazakh", "en": "English"}
NAMESPACE = UUID("5b0d3c5e-7d0c-4c0e-9a51-6f1c0f5d7e21")

Texts = dict[str, str]


class ContentError(Exception):
    """What is wrong and where, as one sentence."""


def stable_id(*parts: object) -> str:
    """The same id for the same place in the files, however often they are loaded."""
    return str(uuid5(NAMESPACE, "/".join(map(str, parts))))


@dataclass(frozen=True)
class Node:
    """Reads fields and raises ``ContentError`` for those that are missing or of the wrong kind."""

    data: Mapping[str, Any]
    place: str

    def error(self, sentence: str) -> ContentError:
        """A complaint about this place."""
        return ContentError(f"{self.place}: {sentence}")

    def value(self, name: str, kind: type) -> Any:
        """The field, which must be there and of this kind."""
        found = self.data.get(name)
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.error(f"“{name}” is missing or is not of the kind it should be.")
        return found

    def text(self, name: str, *, limit: int = 255) -> str:
        """A short text that is the same in all languages; empty when it is not given."""
        return self._limited(name, str(self.data.get(name, "")), limit)

    def texts(self, name: str, *, limit: int = 1000) -> Texts:
        """A text in all three languages, none of them empty."""
        return {code: self._limited(name, self._in(name, code, str), limit) for code in LANGUAGES}

    def optional_texts(self, name: str, *, limit: int = 1000) -> Texts:
        """As ``texts``; empty in all languages when the field is not there at all."""
        return self.texts(name, limit=limit) if self.data.get(name) else dict.fromkeys(LANGUAGES, "")

    def lists(self, name: str, *, same_length: bool = True) -> dict[str, list[Any]]:
        """A list in all three languages, never empty and, unless told otherwise, equally long everywhere."""
        found = {code: self._in(name, code, list) for code in LANGUAGES}
        if same_length and len({len(one) for one in found.values()}) > 1:
            raise self.error(f"“{name}” does not have the same number of entries in all languages.")
        return found

    def nodes(self, name: str, called: str) -> list["Node"]:
        """The tables below, each knowing its number; there must be at least one."""
        children = self.value(name, list)
        if not children:
            raise self.error(f"“{name}” is empty.")
        return [Node(child, f"{self.place}, {called} {number}") for number, child in enumerate(children, start=1)]

    def _in(self, name: str, code: str, kind: type) -> Any:
        texts = self.data.get(name)
        found = texts.get(code) if isinstance(texts, Mapping) else None
        if not isinstance(found, kind) or not found or (isinstance(found, str) and not found.strip()):
            raise self.error(f"“{name}” is missing in {NAMES[code]}.")
        return found

    def _limited(self, name: str, text: str, limit: int) -> str:
        if len(text) > limit:
            raise self.error(f"“{name}” is longer than {limit} characters.")
        return text.strip()
