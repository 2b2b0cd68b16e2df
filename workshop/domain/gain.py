"""What people know more after a course than before it, from its entry test and its quizzes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from courses.models import CourseItem
from learning.domain.clarity import FLOOR
from quizzes.choices import AttemptState
from quizzes.models import Attempt

Gain = dict[str, Any]


def gain_of(items: Iterable[CourseItem]) -> Gain | None:
    """``{"people", "before", "after"}``: means in percent over those who took an entry test and all other quizzes.

    Before counts the first attempt of each person, after the best one of each quiz. None without an entry test, and
    where fewer than ``FLOOR`` people took both.
    """
    quizzes = [one for one in items if one.quiz_id]
    tests, others = ([one.key for one in quizzes if one.is_pretest is which] for which in (True, False))
    if not tests or not others:
        return None
    before, after = _scores(tests, best=False), _scores(others, best=True)
    both = sorted(before.keys() & after.keys())
    if len(both) < FLOOR:
        return None
    return {"people": len(both), "before": _mean(before, both), "after": _mean(after, both)}


def _scores(keys: list[UUID], *, best: bool) -> dict[int, float]:
    """By learner the mean percent over all these quizzes; who did not take them all is left out. One query."""
    graded = Attempt.objects.filter(item_key__in=keys, is_preview=False, state=AttemptState.GRADED, max_points__gt=0)
    taken: defaultdict[int, dict[UUID, float]] = defaultdict(dict)
    for learner, key, points, most in graded.order_by("number").values_list(
        "learner", "item_key", "points", "max_points"
    ):
        percent = 100 * float(points or 0) / most
        if key not in taken[learner] or (best and percent > taken[learner][key]):
            taken[learner][key] = percent
    return {learner: sum(one.values()) / len(one) for learner, one in taken.items() if len(one) == len(keys)}


def _mean(scores: dict[int, float], people: list[int]) -> int:
    return round(sum(scores[one] for one in people) / len(people))
