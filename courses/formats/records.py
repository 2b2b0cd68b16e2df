"""What a course folder says, checked and ready to be written."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.formats.nodes import Texts


@dataclass(frozen=True)
class TermRecord:
    """A glossary term; ``fields`` by column of the table."""

    key: str
    fields: dict[str, str]


@dataclass(frozen=True)
class QuestionRecord:
    """A question; ``fields`` by column of the table, ``parts`` as StreamField stores them.

    ``topic`` is a short name and ``norms`` are codes out of the files beside the course, ``lesson`` is the short name
    of the lesson that teaches it; nothing: none is said.
    """

    key: str
    fields: dict[str, str]
    parts: list[dict[str, Any]]
    topic: str = ""
    norms: tuple[str, ...] = ()
    difficulty: str = ""
    lesson: str = ""


@dataclass(frozen=True)
class TopicRecord:
    """A topic of the question bank; ``parent`` is the short name of the one above it, if any."""

    slug: str
    parent: str
    names: dict[str, str]


@dataclass(frozen=True)
class NormRecord:
    """A norm that questions cite; ``fields`` by column of the table."""

    code: str
    fields: dict[str, str]


@dataclass(frozen=True)
class LabelRecords:
    """What questions may be labelled with; a topic comes after the one above it."""

    topics: list[TopicRecord]
    norms: list[NormRecord]


@dataclass(frozen=True)
class PageRecord:
    """A page in all languages. ``fields`` hold what its model asks for besides the title, by language."""

    key: UUID
    slug: str
    titles: Texts
    fields: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class ModuleRecord:
    """A module and its lessons, in order."""

    page: PageRecord
    lessons: list[PageRecord]


@dataclass(frozen=True)
class QuizRecord:
    """The quiz of a course and where it stands."""

    page: PageRecord
    module_slug: str
    pass_mark: int
    max_attempts: int
    questions: list[QuestionRecord]


@dataclass(frozen=True)
class EntryRecord:
    """The entry test: it stands before the first lesson and asks some of the quiz's questions, told by their codes."""

    page: PageRecord
    questions: list[str]


@dataclass(frozen=True)
class CourseRecord:
    """Everything a folder holds."""

    page: PageRecord
    modules: list[ModuleRecord]
    quiz: QuizRecord
    entry: EntryRecord | None
    terms: list[TermRecord]
    labels: LabelRecords
