"""Completing an item, and with the last one the course: facts, progress and certificate in one transaction."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from agencies.queries import workplace_of
from certificates.domain.issuing import issue_certificate
from core.retrying import retried
from courses.choices import ItemKind
from courses.models import Course, CourseItem
from courses.queries import asked_items, current_version
from learning.choices import Evidence
from learning.domain.enrolment import enrol
from learning.domain.progress import outline_followed, recompute_one
from learning.domain.validity import latest_completion
from learning.models import CourseCompletion, Enrolment, ItemCompletion
from learning.rules import asked_of, valid_until
from quizzes.domain.standing import completes
from quizzes.models import Attempt


@retried
@transaction.atomic
def complete_item(
    learner: User,
    item: CourseItem,
    *,
    evidence: Evidence,
    language: str,
    now: datetime,
    attempt: Attempt | None = None,
) -> bool:
    """Record that the learner did the item; whoever acts on a course is enrolled on it by that.

    Completing twice changes nothing. Returns whether this call recorded it.
    """
    course = item.module.course
    enrol(learner, course, now=now)
    _completion, created = ItemCompletion.objects.get_or_create(
        learner=learner,
        item=item,
        defaults={
            "completed_at": now,
            "evidence": evidence,
            "language": language,
            "module_version": current_version(item.module),
            "attempt": attempt,
        },
    )
    if created:
        complete_course_if_done(learner, course, now=now)
        recompute_one(learner, course)
    return created


@transaction.atomic
def complete_course_if_done(learner: User, course: Course, *, now: datetime) -> bool:
    """Complete the course when all that is asked of the learner is done, freeze the workplace, issue the certificate.

    Returns whether this call completed it. A course that asks nothing is never complete.
    """
    if CourseCompletion.objects.filter(learner=learner, course=course).exists():
        return False
    enrolment = Enrolment.objects.filter(learner=learner, course=course).first()
    followed = outline_followed(enrolment) if enrolment else None
    asked = {one.pk for one in asked_of(asked_items(course), followed)}
    done = ItemCompletion.objects.filter(learner=learner, item__in=asked)
    if not asked or done.count() < len(asked):
        return False
    _complete(learner, course, cycle=1, until=valid_until(course, now), now=now)
    return True


@transaction.atomic
def renew_course_if_done(learner: User, course: Course, *, since: datetime, now: datetime) -> bool:
    """Complete the course once more when all its quizzes were passed again in attempts started from ``since`` on.

    Returns whether this call renewed it.
    """
    latest = latest_completion(learner, course)
    items = asked_items(course).filter(kind=ItemKind.QUIZ)
    keys = set(items.values_list("key", flat=True))
    passed = Attempt.objects.filter(learner=learner, item_key__in=keys, passed=True, started_at__gte=since)
    again = {one.item_key for one in passed.select_related("quiz_version") if completes(one, since)}
    if latest is None or not keys or again != keys:
        return False
    until = valid_until(course, now, before=latest.valid_until)
    _complete(learner, course, cycle=latest.cycle + 1, until=until, now=now)
    recompute_one(learner, course)
    return True


def _complete(learner: User, course: Course, *, cycle: int, until: date | None, now: datetime) -> None:
    workplace = workplace_of(learner)
    CourseCompletion.objects.create(
        learner=learner,
        course=course,
        cycle=cycle,
        completed_at=now,
        valid_until=until,
        is_required=Enrolment.objects.filter(learner=learner, course=course, is_required=True).exists(),
        agency_id=workplace.agency_id,
        region_id=workplace.region_id,
        category=workplace.category,
    )
    issue_certificate(
        learner,
        subject_key=course.key,
        titles=course.titles,
        hours=course.hours,
        now=now,
        cycle=cycle,
        valid_until=until,
    )
