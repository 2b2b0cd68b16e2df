"""People in progress when a course changes: they finish what they began, or are moved by an act (features B2).

The act tells first whose completion it would change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from courses.models import Course
from courses.queries import asked_items
from learning.domain.completion import complete_course_if_done
from learning.domain.progress import recompute_one
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion
from learning.rules import asked_of

AT_ONCE = 500


@dataclass(frozen=True)
class Move:
    """What moving would do to one learner; counts of items left to do, as it is and after the move."""

    learner: int
    left_now: int
    left_then: int

    @property
    def completes(self) -> bool:
        """Whether the course would be completed by the move: whoever has done all that was asked has completed it."""
        return 0 in (self.left_now, self.left_then)


def left_to_do(course: Course, learners: Collection[int]) -> dict[int, set[int]]:
    """By learner who has not completed the course, the ids of the items still asked of them. Four queries."""
    items = list(asked_items(course))
    progress = CourseProgress.objects.filter(course=course, learner__in=learners)
    followed = dict(progress.values_list("learner", "outline_of"))
    done = _done(course, learners)
    finished = CourseCompletion.objects.filter(course=course, learner__in=learners).values_list("learner", flat=True)
    return {
        one: {item.pk for item in asked_of(items, followed.get(one))} - done[one]
        for one in set(learners) - set(finished)
    }


def moves(course: Course) -> Iterator[Move]:
    """What moving everybody in progress would do, learner by learner; those for whom nothing changes are left out."""
    asked = {item.pk for item in asked_items(course)}
    for learners in _batches(course):
        done, left = _done(course, learners), left_to_do(course, learners)
        for learner in learners:
            then = asked - done[learner]
            if learner in left and (left[learner] != then or not then):
                yield Move(learner, len(left[learner]), len(then))


def is_behind(course: Course) -> bool:
    """Whether somebody in progress follows an older outline, or has nothing left and is not completed."""
    return any(True for _move in moves(course))


def move_learners(course: Course, *, by: User, now: datetime) -> int:
    """Ask the outline as it is now of everybody whom ``moves`` names; returns how many were moved.

    Each learner is moved in a transaction of their own, so an interrupted act is carried on by repeating it.
    """
    found = list(moves(course))
    for move in found:
        _move_one(course, move.learner, now)
    record(Event.LEARNERS_MOVED, actor=by.pk, subject=course, after={"people": len(found)})
    return len(found)


@transaction.atomic
def _move_one(course: Course, learner_id: int, now: datetime) -> None:
    learner = User.objects.get(pk=learner_id)
    complete_course_if_done(learner, course, now=now)
    Enrolment.objects.filter(learner=learner, course=course).update(moved_at=now)
    complete_course_if_done(learner, course, now=now)
    recompute_one(learner, course)


def _in_progress(course: Course) -> QuerySet[CourseProgress]:
    begun = Q(started_at__isnull=False, completed_at=None)
    return CourseProgress.objects.filter(begun, course=course, learner__is_active=True)


def _batches(course: Course) -> Iterator[list[int]]:
    people, last = _in_progress(course).order_by("learner").values_list("learner", flat=True), 0
    while batch := list(people.filter(learner__gt=last)[:AT_ONCE]):
        last = batch[-1]
        yield batch


def _done(course: Course, learners: Collection[int]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    done = ItemCompletion.objects.filter(learner__in=learners, item__module__course=course)
    for learner, item in done.values_list("learner", "item"):
        found[learner].add(item)
    return found
