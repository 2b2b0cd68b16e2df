"""What the learner's templates cannot ask themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import template

from core.localisation import current_language, pick_language
from courses.models import CourseItem
from courses.outlines import CourseOutline
from learning.queries import CourseState
from quizzes.choices import Preset, ScoringRule
from quizzes.domain.grading import Row, grade_row
from quizzes.models import Attempt, Response
from quizzes.question_types import text_in

register = template.Library()


@register.simple_tag
def days_left(state: CourseState, today: date) -> int | None:
    """Days until the course is due, negative when overdue."""
    return state.days_left(today)


@register.simple_tag
def item_minutes(item: CourseItem) -> int | None:
    """How long the item takes in the reader's language, in minutes; None where nothing is known."""
    return item.minutes.get(pick_language(item.minutes))


@register.simple_tag
def course_minutes(outline: CourseOutline) -> int:
    """How long all lessons take in the reader's language, in minutes."""
    return sum(item_minutes(item) or 0 for item in outline.items)


@dataclass(frozen=True)
class Verdict:
    """What a learning quiz says about one checked answer."""

    is_right: bool
    is_partly_right: bool
    explanation: str
    source: str


@register.simple_tag
def verdict_on(response: Response, attempt: Attempt) -> Verdict | None:
    """None until the learner has asked for it; by the key of the version that was laid out, without a query."""
    if not response.checked_at or attempt.quiz_version.preset != Preset.LEARNING:
        return None
    content, language = response.question_version.content, current_language()
    exact = attempt.quiz_version.scoring_rule == ScoringRule.EXACT
    points = grade_row(Row(content, response.answer, response.max_points), exact=exact)
    return Verdict(
        points == response.max_points,
        0 < points < response.max_points,
        text_in(content["feedback"], language),
        text_in(content["source"], language),
    )


@register.filter
def as_cache_key(item_ids: Iterable[int]) -> str:
    """The same text for the same set of items."""
    return ",".join(map(str, sorted(item_ids)))
