"""The cache of how far everybody is, always rebuildable from the facts."""

from django.db import transaction
from django.db.models import Min

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


def _counted(enrolment: Enrolment) -> dict[str, object]:
    learner, course = enrolment.learner_id, enrolment.course_id
    items = ItemCompletion.objects.filter(learner=learner, item__module__course=course)
    completion = CourseCompletion.objects.filter(learner=learner, course=course).order_by("-cycle").first()
    attempts = Attempt.objects.filter(learner=learner, quiz__course_items__module__course=course)
    starts = [
        items.aggregate(first=Min("completed_at"))["first"],
        attempts.aggregate(first=Min("started_at"))["first"],
    ]
    frozen = completion or enrolment
    return {
        "agency_id": frozen.agency_id,
        "region_id": frozen.region_id,
        "enrolled_at": enrolment.enrolled_at,
        "due_on": enrolment.due_on,
        "started_at": min((start for start in starts if start), default=None),
        "completed_at": completion.completed_at if completion else None,
        "valid_until": completion.valid_until if completion else None,
        "items_done": items.count(),
    }
