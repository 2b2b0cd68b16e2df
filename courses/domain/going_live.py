"""What keeps a page from going live: one rule for every door (features B1).

The rule is asked for in words before a button is pressed, and enforced where Wagtail publishes or schedules anything.
"""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import PageLogEntry, Revision

from accounts.models import User
from courses.models import LessonPage, QuizPage
from courses.models.pages import TeachingPage
from courses.queries import stands_elsewhere
from courses.validators import is_recording
from quizzes.domain.publishing import Blocker, blockers_of, changed_since, is_own_work

SCHEDULED = "wagtail.publish.schedule"


@dataclass(frozen=True)
class Obstacle:
    """``code`` is "quiz" (with what is missing in it), "elsewhere", "own_work" or "changed_since".

    Of the recording of a lesson it is "audio_minutes" or "audio_kind".
    """

    code: str
    blocker: Blocker | None = None


class NotReady(Exception):
    """The page does not go live; ``obstacles`` says why."""

    def __init__(self, page: TeachingPage, obstacles: list[Obstacle]) -> None:
        super().__init__(", ".join(one.code for one in obstacles))
        self.page = page
        self.obstacles = obstacles


def obstacles(page: TeachingPage, *, by: User | None, approved_at: datetime | None = None) -> list[Obstacle]:
    """What keeps ``by`` from letting the page go live; without a person only what is missing in it.

    Nobody publishes an examination alone (ACC-14): whoever changed the quiz or one of its questions last cannot. With
    ``approved_at``, the time at which it was approved for later, what was changed after it counts too.
    """
    if isinstance(page, LessonPage):
        return _of_recording(page)
    if not isinstance(page, QuizPage):
        return []
    found = [Obstacle("quiz", blocker) for blocker in blockers_of(page.quiz)]
    if stands_elsewhere(page):
        found.append(Obstacle("elsewhere"))
    if by and is_own_work(page.quiz, by):
        found.append(Obstacle("own_work"))
    if approved_at and changed_since(page.quiz, approved_at):
        found.append(Obstacle("changed_since"))
    return found


def refuse_unready(page: TeachingPage, revision: Revision, *, by: User | None) -> None:
    """Raises ``NotReady``. Nobody is there when a schedule fires: then whoever approved it answers for it."""
    approval = None if by else _approval(revision)
    person, approved_at = (approval.user, approval.timestamp) if approval else (by, None)
    if found := obstacles(page, by=person, approved_at=approved_at):
        raise NotReady(page, found)


def _of_recording(page: LessonPage) -> list[Obstacle]:
    if page.audio is None:
        return []
    found = {"audio_minutes": not page.audio_minutes, "audio_kind": not is_recording(page.audio)}
    return [Obstacle(code) for code, stands in found.items() if stands]


def _approval(revision: Revision) -> PageLogEntry | None:
    """How the revision came to wait for its time; None when it does not."""
    if revision.approved_go_live_at is None:
        return None
    return PageLogEntry.objects.filter(revision=revision, action=SCHEDULED).order_by("-timestamp", "-pk").first()
