"""What travels in a suitcase: plain records, the same on every site."""

from dataclasses import dataclass, field
from typing import Any

Texts = dict[str, str]


@dataclass(frozen=True)
class PageRecord:
    """A page in one language. ``source``: the language it was translated from, ``texts`` out of which words."""

    model: str
    key: str
    parent: str
    language: str
    slug: str
    fields: dict[str, Any]
    norms: list[str] = field(default_factory=list)
    source: str = ""
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class QuizRecord:
    """The quiz of the page with the key ``page``; a slot is ``{"question" | "topic", "draws", "points"}``."""

    page: str
    fields: dict[str, Any]
    slots: list[dict[str, Any]]


@dataclass(frozen=True)
class QuestionRecord:
    """A question of the bank; ``parts`` is the raw form of its parts, ``lesson`` the key of where it is taught."""

    key: str
    fields: dict[str, Any]
    parts: list[dict[str, Any]]
    topic: str = ""
    norms: list[str] = field(default_factory=list)
    lesson: str = ""


@dataclass(frozen=True)
class LabelRecord:
    """A topic, norm or term by the short name it is known by; ``parent`` of a topic."""

    key: str
    fields: dict[str, Any]
    parent: str = ""


@dataclass(frozen=True)
class MediaRecord:
    """A picture or file; ``key`` is "image:" or "document:" with the SHA-1 of its bytes, ``member`` its place."""

    key: str
    title: str
    member: str


@dataclass(frozen=True)
class CourseRecords:
    """A whole course, parents before children."""

    key: str
    title: str
    pages: list[PageRecord]
    quizzes: list[QuizRecord] = field(default_factory=list)
    questions: list[QuestionRecord] = field(default_factory=list)
    topics: list[LabelRecord] = field(default_factory=list)
    norms: list[LabelRecord] = field(default_factory=list)
    terms: list[LabelRecord] = field(default_factory=list)
    media: list[MediaRecord] = field(default_factory=list)
