"""What the learner's templates cannot ask themselves."""

from collections.abc import Iterable
from datetime import date

from django import template

from core.localisation import pick_language
from courses.models import CourseItem
from learning.queries import CourseState

register = template.Library()


@register.simple_tag
def days_left(state: CourseState, today: date) -> int | None:
    """Days until the course is due, negative when overdue."""
    return state.days_left(today)


@register.simple_tag
def item_minutes(item: CourseItem) -> int | None:
    """How long the item takes in the reader's language, in minutes; None where nothing is known."""
    return item.minutes.get(pick_language(item.minutes))


@register.filter
def as_cache_key(item_ids: Iterable[int]) -> str:
    """The same text for the same set of items."""
    return ",".join(map(str, sorted(item_ids)))
