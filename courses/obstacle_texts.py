"""What keeps a page from going live, in sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from courses.domain.going_live import Obstacle
from courses.validators import NO_RECORDING
from quizzes.problem_texts import quiz_problems

OBSTACLES = {
    "elsewhere": _("The quiz stands in another place of a course already. Make a quiz of its own for this page."),
    "own_work": _(
        "You were the last to change this quiz or one of its questions. Somebody else has to publish it: "
        "nobody publishes an examination alone."
    ),
    "changed_since": _("The quiz or one of its questions was changed after it had been approved. Send it again."),
    "audio_minutes": _("Say how many minutes the recording of the lesson takes."),
    "audio_kind": NO_RECORDING,
}


def sentences(obstacles: Iterable[Obstacle]) -> list[str]:
    """One sentence for each obstacle."""
    return [_sentence(one) for one in obstacles]


def _sentence(obstacle: Obstacle) -> str:
    if obstacle.blocker:
        return quiz_problems([obstacle.blocker])[0]
    return str(OBSTACLES[obstacle.code])
