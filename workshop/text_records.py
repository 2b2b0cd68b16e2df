"""Texts on their way to translators outside and back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A text to translate: ``state`` is "ready", "stale" or "missing"; ``note`` tells where it stands."""

    path: str
    source: str
    target: str
    state: str = "missing"
    note: str = ""


@dataclass(frozen=True)
class Document:
    """The texts of a page or question, ``name`` being its lasting name."""

    name: str
    units: list[Unit]
