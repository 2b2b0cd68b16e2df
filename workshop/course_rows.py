"""A course's board as rows of a table: one row per page, one cell per language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from workshop.choices import PageState
from workshop.queries import CourseBoard, PageRow

KINDS = {"coursepage": 0, "modulepage": 1, "lessonpage": 2, "quizpage": 2}
# How loudly a state asks for somebody, for the colour of its tag.
COLOURS = {PageState.LIVE: "positive", PageState.RETURNED: "critical"}
ORDER = tuple(PageState)


@dataclass(frozen=True)
class Row:
    """A page in all languages: ``cells`` is ``(language, page or None)``, the language of the source first."""

    key: UUID
    title: str
    kind: str
    indent: int
    page: PageRow
    cells: list[tuple[str, PageRow | None]] = field(default_factory=list)


def rows_of(board: CourseBoard, language: str) -> list[Row]:
    """The pages of a course in the order of the tree, named in ``language`` where they have that."""
    by_key: dict[UUID, dict[str, PageRow]] = {}
    for code in [language, *board.languages]:
        for page in board.pages.get(code, []):
            by_key.setdefault(page.key, {})[page.language] = page
    codes = list(dict.fromkeys([board.languages[0], *(code for code, _name in settings.LANGUAGES)]))
    return [_row(key, found, language, codes) for key, found in by_key.items()]


def _row(key: UUID, found: dict[str, PageRow], language: str, codes: list[str]) -> Row:
    page = found.get(language) or next(iter(found.values()))
    cells = [(code, found.get(code)) for code in codes]
    return Row(key, page.title, page.model, KINDS.get(page.model, 0), page, cells)


def warnings(behind: int, flagged: int) -> list[dict[str, Any]]:
    """The tags of pages whose translation is behind and of questions that statistics point at; none for nothing."""
    found = ((_("translation behind"), behind), (_("questions flagged"), flagged))
    return [{"text": text, "count": count, "colour": "warning"} for text, count in found if count]


def tags(states: Mapping[PageState, int]) -> list[dict[str, Any]]:
    """A counter of states as tags: ``{"text", "count", "colour"}``, in the order of a page's life."""
    return [
        {"text": state.label, "count": states[state], "colour": COLOURS.get(state, "neutral")}
        for state in ORDER
        if states.get(state)
    ]
