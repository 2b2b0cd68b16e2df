"""How far learners come in a course, for its authors: counts of people, nobody's name (issue "results for authors")."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum

from courses.models import Course, CourseItem
from learning.domain.clarity import FLOOR
from learning.domain.gains import count_gains
from learning.models import ClarityCount, CourseCompletion, CourseProgress, Enrolment, ItemCompletion
from quizzes.choices import AttemptState
from quizzes.models import Attempt
from workshop.models import CourseFigures

Figures = dict[str, Any]


def course_figures(course: Course) -> Figures:
    """``{"enrolled", "started", "completed", "items": [{"item", "done", "attempted", "passed", "clear"}]}``.

    Numbers of people. ``attempted`` and ``passed`` are None for lessons. Every attempt that was handed in counts,
    previews never. ``clear`` is ``[found it clear, answered]``, None where fewer than ``FLOOR`` answered. At most ten
    queries for any number of items.
    """
    items = list(_open_items(course))
    done = dict(_people(ItemCompletion.objects.filter(item__in=items), "item"))
    handed_in = Attempt.objects.filter(item_key__in=[one.key for one in items], is_preview=False)
    handed_in = handed_in.exclude(state__in=[AttemptState.OPEN, AttemptState.VOID])
    attempted = dict(_people(handed_in, "item_key"))
    passed = dict(_people(handed_in.filter(passed=True), "item_key"))
    clear = _clarity(items)
    return {
        "enrolled": Enrolment.objects.filter(course=course).count(),
        "started": CourseProgress.objects.filter(course=course, started_at__isnull=False).count(),
        "completed": CourseCompletion.objects.filter(course=course, cycle=1).count(),
        "items": [
            {
                "item": one.pk,
                "done": done.get(one.pk, 0),
                "attempted": attempted.get(one.key, 0) if one.quiz_id else None,
                "passed": passed.get(one.key, 0) if one.quiz_id else None,
                "clear": clear.get(one.pk),
            }
            for one in items
        ],
    }


def count_course(course: Course, *, now: datetime) -> CourseFigures:
    """Count and store, gains too."""
    count_gains(course)
    values: Mapping[str, Any] = {"figures": course_figures(course), "counted_at": now}
    return CourseFigures.objects.update_or_create(course=course, defaults=values)[0]


def _clarity(items: list[CourseItem]) -> dict[int, list[int]]:
    sums = ClarityCount.objects.filter(item__in=items).values("item").annotate(yes=Sum("clear"), no=Sum("unclear"))
    counted = {row["item"]: [row["yes"], row["yes"] + row["no"]] for row in sums.order_by()}
    return {item: pair for item, pair in counted.items() if pair[1] >= FLOOR}


def _open_items(course: Course) -> QuerySet[CourseItem]:
    return CourseItem.objects.filter(module__course=course, module__is_open=True, is_open=True).order_by(
        "module__position", "position"
    )


def _people(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """``(value of field, different learners)``."""
    return rows.order_by().values_list(field).annotate(people=Count("learner", distinct=True))
