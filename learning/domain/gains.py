"""What people know more after a course than before it, by region and in the country: nobody is named (features B14)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from courses.models import Course, CourseItem
from courses.queries import open_items
from learning.domain.clarity import FLOOR
from learning.models import CourseGain, CourseProgress
from quizzes.choices import AttemptState
from quizzes.models import Attempt

# Fewer people of a region than this are not told (features B14: n ≥ 10).
REGION_FLOOR = 10


@dataclass(frozen=True)
class Pair:
    """One person's per cent before and after, without the person."""

    region: int | None
    before: float
    after: float


@transaction.atomic
def count_gains(course: Course) -> None:
    """Put the course's ``CourseGain`` rows right: the country's from five people on, a region's from ten.

    Before counts each person's first attempt at the entry tests, after the best one at each other quiz; who did not
    take them all is left out. Where a person belongs is where they completed the course, before that where they
    enrolled. Six queries whatever their number.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    CourseGain.objects.filter(course=course).delete()
    pairs = paired_scores(open_items().filter(module__course=course), course)
    groups = {None: pairs} | told_regions(pairs) if len(pairs) >= FLOOR else {}
    CourseGain.objects.bulk_create(
        CourseGain(
            course=course,
            region_id=region,
            people=len(group),
            before=_mean(group, "before"),
            after=_mean(group, "after"),
        )
        for region, group in groups.items()
    )


def paired_scores(items: Iterable[CourseItem], course: Course) -> list[Pair]:
    """Everybody who took all entry tests and all other quizzes among ``items``; empty without an entry test."""
    quizzes = [one for one in items if one.quiz_id]
    tests, others = ([one.key for one in quizzes if one.is_pretest is which] for which in (True, False))
    if not tests or not others:
        return []
    before, after = _scores(tests, best=False), _scores(others, best=True)
    regions = dict(CourseProgress.objects.filter(course=course).values_list("learner", "region"))
    return [Pair(regions.get(one), before[one], after[one]) for one in sorted(before.keys() & after.keys())]


def told_regions(pairs: Iterable[Pair]) -> dict[int, list[Pair]]:
    """By region, those that may be told.

    Not those of fewer than ten people; and while all the rest, taken from the country's figure, would be fewer than
    five people, the smallest of the others stays untold with them.
    """
    groups: defaultdict[int | None, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.region].append(pair)
    told = {region: group for region, group in groups.items() if region is not None and len(group) >= REGION_FLOOR}
    while told and 0 < _people(groups) - _people(told) < FLOOR:
        del told[min(told, key=lambda region: (len(told[region]), region))]
    return told


def _people(groups: Mapping[int, list[Pair]] | Mapping[int | None, list[Pair]]) -> int:
    return sum(map(len, groups.values()))


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


def _mean(pairs: list[Pair], name: str) -> int:
    return round(sum(getattr(one, name) for one in pairs) / len(pairs))
