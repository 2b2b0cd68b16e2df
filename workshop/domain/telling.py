"""Who hears what about pages on their way (ux 78). One act is one mail per person, however many pages it took."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from agencies.models import Team
from courses.domain.live_pages import course_key_of
from courses.models.pages import TeachingPage

SENT, APPROVED, RETURNED, HELD_BACK = "sent", "approved", "returned", "held_back"


@dataclass(frozen=True)
class Note:
    """``kind`` of thing that happened to ``page``; ``to`` are the numbers of the people who should know."""

    kind: str
    page: TeachingPage
    to: frozenset[int]
    reason: str = ""


@dataclass(frozen=True)
class Letter:
    """One mail: what happened to which pages (by title) of which course."""

    kind: str
    course: UUID | None
    person: int
    titles: tuple[str, ...]
    reason: str


# The notes made inside ``told_together``; None outside of it.
_notes: ContextVar[list[Note] | None] = ContextVar("review_notes", default=None)


@contextmanager
def told_together() -> Iterator[list[Letter]]:
    """What happens inside becomes one letter per person, in the list this yields once the block has ended well."""
    notes: list[Note] = []
    letters: list[Letter] = []
    token = _notes.set(notes)
    try:
        yield letters
    finally:
        _notes.reset(token)
    letters.extend(letters_of(notes))


def taken(note: Note) -> bool:
    """Whether the note was kept for the end of ``told_together``; else whoever made it has to send it now."""
    notes = _notes.get()
    if notes is None:
        return False
    notes.append(note)
    return True


def letters_of(notes: Iterable[Note]) -> list[Letter]:
    """One letter per person, kind, course and reason, with the titles in the order in which things happened."""
    titles: dict[tuple[str, UUID | None, int, str], list[str]] = {}
    for note in notes:
        for person in sorted(note.to):
            about = (note.kind, course_key_of(note.page), person, note.reason)
            titles.setdefault(about, []).append(note.page.title)
    return [
        Letter(kind, course, person, tuple(found), reason) for (kind, course, person, reason), found in titles.items()
    ]


def team_members(page: TeachingPage) -> frozenset[int]:
    """The numbers of the authors of the page's course."""
    key = course_key_of(page)
    teams = Team.objects.filter(key=key) if key else Team.objects.none()
    return frozenset(User.objects.filter(groups__in=teams.values("pk")).values_list("pk", flat=True))
