"""Duties with what came of them, as rows alone; for the rules behind them go through ``obligations.domain``."""

from datetime import UTC, date, datetime

from accounts.models import User
from agencies.models import Agency, EmploymentSpell
from courses.models import Course
from learning.models import CourseCompletion, CourseProgress, Enrolment, StaleFigure
from obligations.models import Duty, Obligation
from tests.factories.obligations import DECIDED_AT
from tests.factories.people import LONG_AGO

SINCE = date(2026, 9, 1)
SOME_DAY = date(2030, 1, 1)


def make_duty(
    learner: User,
    course: Course,
    *,
    agency: Agency | None = None,
    since: date = SINCE,
    until: date | None = None,
    due_on: date = SOME_DAY,
    started_at: datetime | None = None,
    completed_at: datetime | None = None,
    valid_until: date | None = None,
) -> Duty:
    """The learner has to complete ``course`` where they work, or worked at ``agency``; the figures are stale by it."""
    spells = EmploymentSpell.objects.filter(person=learner).order_by("-since")
    spell = (spells.filter(agency=agency) if agency else spells).select_related("agency").first()
    if spell is None:
        spell = EmploymentSpell.objects.create(person=learner, agency=agency, since=LONG_AGO, until=SINCE)
    duty = Duty.objects.create(
        learner=learner,
        course=course,
        obligation=_rule(course),
        spell=spell,
        agency=spell.agency,
        region_id=spell.agency.region_id,
        category=spell.category,
        since=since,
        until=until,
        due_on=due_on,
    )
    _take(duty, started_at or completed_at)
    if completed_at:
        make_completion(learner, course, spell, completed_at, valid_until=valid_until)
    StaleFigure.objects.create(course=course, agency=duty.agency, since=since)
    return duty


def make_completion(
    learner: User, course: Course, spell: EmploymentSpell, at: datetime, *, is_required: bool = True, **fields: object
) -> CourseCompletion:
    """The course completed in that post; the figures are stale by it."""
    completion = CourseCompletion.objects.create(
        learner=learner,
        course=course,
        completed_at=at,
        is_required=is_required,
        agency=spell.agency,
        region_id=spell.agency.region_id,
        category=spell.category,
        **fields,
    )
    StaleFigure.objects.create(course=course, agency=spell.agency, since=at.date())
    return completion


def _rule(course: Course) -> Obligation:
    fields = {"starts_on": LONG_AGO, "due_on": SOME_DAY, "created_at": DECIDED_AT}
    return Obligation.objects.get_or_create(course=course, defaults=fields)[0]


def _take(duty: Duty, started_at: datetime | None) -> None:
    enrolled_at = datetime.combine(duty.since, datetime.min.time(), UTC)
    whose = {"learner": duty.learner, "course": duty.course, "enrolled_at": enrolled_at, "due_on": duty.due_on}
    Enrolment.objects.create(**whose, is_required=True, agency=duty.agency)
    CourseProgress.objects.create(**whose, agency=duty.agency, started_at=started_at)
