"""Getting onto a course."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from agencies.queries import workplace_of
from courses.models import Course
from learning.domain.progress import recompute_one
from learning.models import Enrolment


@transaction.atomic
def enrol(
    learner: User, course: Course, *, now: datetime, required: bool = False, due_on: date | None = None
) -> Enrolment:
    """The learner's enrolment on the course; made now, with the workplace of now, if there was none.

    A voluntary enrolment becomes required, with its date, when it is asked for as required later.
    """
    workplace = workplace_of(learner)
    enrolment, created = Enrolment.objects.get_or_create(
        learner=learner,
        course=course,
        defaults={
            "enrolled_at": now,
            "is_required": required,
            "due_on": due_on,
            "agency_id": workplace.agency_id,
            "region_id": workplace.region_id,
        },
    )
    if not created and required and not enrolment.is_required:
        enrolment.is_required, enrolment.due_on = True, due_on
        enrolment.save(update_fields=["is_required", "due_on"])
        created = True
    if created:
        recompute_one(learner, course)
    return enrolment
