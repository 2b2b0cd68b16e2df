"""How far people are."""

from datetime import UTC, date, datetime

from accounts.models import User
from agencies.models import Agency
from agencies.queries import workplace_of
from courses.models import Course
from learning.models import CourseProgress, StaleFigure

ENROLLED_AT = datetime(2026, 9, 1, 9, tzinfo=UTC)


def make_progress(
    learner: User,
    course: Course,
    *,
    agency: Agency | None = None,
    enrolled_at: datetime = ENROLLED_AT,
    started_at: datetime | None = None,
    completed_at: datetime | None = None,
    due_on: date | None = None,
) -> CourseProgress:
    """The progress row alone, at ``agency`` or where the learner works, and the mark that its figures are stale.

    For the facts behind it go through ``learning.domain``.
    """
    agency_id = agency.pk if agency else workplace_of(learner).agency_id
    region_id = Agency.objects.get(pk=agency_id).region_id if agency_id else None
    progress = CourseProgress.objects.create(
        learner=learner,
        course=course,
        agency_id=agency_id,
        region_id=region_id,
        enrolled_at=enrolled_at,
        started_at=started_at or completed_at,
        completed_at=completed_at,
        due_on=due_on,
    )
    StaleFigure.objects.create(course=course, agency_id=agency_id)
    return progress
