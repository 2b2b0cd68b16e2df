"""Where was I? The one thing to go on with (ux 9, features A2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import User
from courses.models import Course, CourseItem
from learning.addresses import item_url
from learning.models import ReadingPlace
from learning.queries import CourseState
from quizzes.choices import AttemptState
from quizzes.models import Attempt, Response


@dataclass(frozen=True)
class Resumption:
    """A lesson at the heading passed last, or an open attempt at its first question without an answer.

    ``position`` and ``questions`` are 0 for a lesson; ``position`` is 0 too when all questions are answered.
    """

    state: CourseState
    item: CourseItem
    url: str
    position: int = 0
    questions: int = 0

    @property
    def course(self) -> Course:
        """The item's course."""
        return self.state.course


def resumption(learner: User, states: Iterable[CourseState], *, now: datetime) -> Resumption | None:
    """The attempt begun last that still takes answers, else the next item of the most urgent course; None: all is done.

    ``states`` in the order of urgency. Three queries at most.
    """
    states = list(states)
    open_attempt = _open_attempt(learner, states, now)
    if open_attempt:
        return open_attempt
    state = next((one for one in states if one.next_item and not one.is_completed), None)
    if state is None or state.next_item is None:
        return None
    return Resumption(state, state.next_item, item_url(state.next_item, place_in(learner, state.next_item)))


def place_in(learner: User, item: CourseItem) -> int:
    """The heading of the lesson that the learner passed last, from 1; 0 when none is known."""
    return ReadingPlace.objects.filter(learner=learner, item=item).values_list("part", flat=True).first() or 0


def _open_attempt(learner: User, states: list[CourseState], now: datetime) -> Resumption | None:
    found = Attempt.objects.filter(learner=learner, state=AttemptState.OPEN, is_preview=False)
    items = {item.key: (state, item) for state in states for item in state.outline.items}
    for attempt in found.order_by("-started_at"):
        if attempt.item_key in items and (attempt.deadline is None or attempt.deadline > now):
            return _at_question(attempt, *items[attempt.item_key])
    return None


def _at_question(attempt: Attempt, state: CourseState, item: CourseItem) -> Resumption:
    answers = dict(Response.objects.filter(attempt=attempt).values_list("position", "answer"))
    position = next((number for number in sorted(answers) if answers[number] is None), 0)
    if not position:
        return Resumption(state, item, reverse("learning:summary", args=[attempt.public_id]), 0, len(answers))
    url = reverse("learning:question", args=[attempt.public_id, position])
    return Resumption(state, item, url, position, len(answers))
