"""The cache of how far everybody is, always rebuildable from the facts."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q

from accounts.models import User
from agencies.queries import workplace_of
from courses.models import Course
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion, StaleFigure
from quizzes.models import Attempt


@transaction.atomic
def recompute_one(learner: User, course: Course) -> CourseProgress | None:
    """Count one learner's progress on one course again from the facts; None for somebody not enrolled.

    Marks the figures of the agencies concerned as stale, in the same transaction.
    """
    before = CourseProgress.objects.filter(learner=learner, course=course).first()
    enrolment = Enrolment.objects.filter(learner=learner, course=course).first()
    if enrolment is None:
        return None
    fields = _counted(enrolment)
    progress, _created = CourseProgress.objects.update_or_create(learner=learner, course=course, defaults=fields)
    # Who moved is counted where they work now as well: there the course may be asked of them.
    now_at = workplace_of(learner).agency_id
    agencies = {progress.agency_id, before.agency_id if before else progress.agency_id, now_at} - {None}
    agencies = agencies or {None}
    StaleFigure.objects.bulk_create(StaleFigure(course=course, agency_id=agency) for agency in agencies)
    return progress


def recompute_all(course: Course | None = None) -> int:
    """Count everybody's progress again, on one course or all; returns how many rows that were."""
    enrolments = Enrolment.objects.filter(course=course) if course else Enrolment.objects.all()
    count = 0
    for enrolment in enrolments.select_related("learner", "course").iterator(chunk_size=500):
        recompute_one(enrolment.learner, enrolment.course)
        count += 1
    return count


def outline_followed(enrolment: Enrolment) -> datetime | None:
    """The moment whose outline is asked of the learner: when they were moved, else when they began (features B2).

    None before that: all there is now. An entry test begins nothing.
    """
    return enrolment.moved_at or _starts(enrolment)[1]


def _starts(enrolment: Enrolment) -> tuple[datetime | None, datetime | None]:
    """When the learner did something in the course first, and something other than an entry test."""
    learner, course = enrolment.learner_id, enrolment.course_id
    done = ItemCompletion.objects.filter(learner=learner, item__module__course=course)
    tried = Attempt.objects.filter(learner=learner, quiz__course_items__module__course=course)
    firsts = [
        done.aggregate(any=Min("completed_at"), asked=Min("completed_at", filter=Q(item__is_pretest=False))),
        tried.aggregate(any=Min("started_at"), asked=Min("started_at", filter=Q(quiz__course_items__is_pretest=False))),
    ]
    begun, asked = ([one[name] for one in firsts if one[name]] for name in ("any", "asked"))
    return min(begun, default=None), min(asked, default=None)


def _counted(enrolment: Enrolment) -> dict[str, object]:
    learner, course = enrolment.learner_id, enrolment.course_id
    items = ItemCompletion.objects.filter(learner=learner, item__module__course=course)
    completion = CourseCompletion.objects.filter(learner=learner, course=course).order_by("-cycle").first()
    started_at, asked_at = _starts(enrolment)
    frozen = completion or enrolment
    return {
        "agency_id": frozen.agency_id,
        "region_id": frozen.region_id,
        "enrolled_at": enrolment.enrolled_at,
        "due_on": enrolment.due_on,
        "started_at": started_at,
        "outline_of": enrolment.moved_at or asked_at,
        "completed_at": completion.completed_at if completion else None,
        "valid_until": completion.valid_until if completion else None,
        "items_done": items.count(),
    }
