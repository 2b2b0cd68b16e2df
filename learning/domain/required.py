"""Asking courses of people by the thousand; why and of whom is decided above."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from agencies.models import EmploymentSpell
from learning.models import CourseProgress, Enrolment

Pair = tuple[int, int]  # learner id, course id


@transaction.atomic
def require(due: Mapping[Pair, date], *, now: datetime) -> None:
    """Enrol these learners on these courses as required, due on these dates; existing enrolments get the new date.

    A handful of queries per thousand learners. Doing it twice changes nothing.
    """
    learners = {learner for learner, _course in due}
    known = {(one.learner_id, one.course_id): one for one in Enrolment.objects.filter(learner__in=learners)}
    _change([known[pair] for pair in due.keys() & known.keys() if _differs(known[pair], due[pair])], due)
    _add({pair: due[pair] for pair in due.keys() - known.keys()}, learners, now)


@transaction.atomic
def release(pairs: Collection[Pair]) -> None:
    """Nobody asks these courses of these learners any more: what is begun may be finished, without a date."""
    learners = {learner for learner, _course in pairs}
    required = Enrolment.objects.filter(learner__in=learners, is_required=True)
    found = [one for one in required if (one.learner_id, one.course_id) in set(pairs)]
    _change(found, {})


def _differs(enrolment: Enrolment, due_on: date) -> bool:
    return (enrolment.is_required, enrolment.due_on) != (True, due_on)


def _change(enrolments: list[Enrolment], due: Mapping[Pair, date]) -> None:
    """Set what is required and until when; what ``due`` does not name is required no more."""
    for one in enrolments:
        one.due_on = due.get((one.learner_id, one.course_id))
        one.is_required = one.due_on is not None
    Enrolment.objects.bulk_update(enrolments, ["is_required", "due_on"], batch_size=200)
    dates = {(one.learner_id, one.course_id): one.due_on for one in enrolments}
    rows = CourseProgress.objects.filter(learner__in={learner for learner, _course in dates})
    changed = [row for row in rows if dates.get((row.learner_id, row.course_id), row.due_on) != row.due_on]
    for row in changed:
        row.due_on = dates[row.learner_id, row.course_id]
    CourseProgress.objects.bulk_update(changed, ["due_on"], batch_size=200)


def _add(due: Mapping[Pair, date], learners: Collection[int], now: datetime) -> None:
    current = EmploymentSpell.objects.filter(person__in=learners, until=None)
    places = {person: place for person, *place in current.values_list("person", "agency", "agency__region")}
    rows = [
        {
            "learner_id": learner,
            "course_id": course,
            "enrolled_at": now,
            "due_on": due_on,
            **dict(zip(("agency_id", "region_id"), places.get(learner, (None, None)), strict=True)),
        }
        for (learner, course), due_on in due.items()
    ]
    Enrolment.objects.bulk_create([Enrolment(**row, is_required=True) for row in rows], batch_size=500)
    CourseProgress.objects.bulk_create([CourseProgress(**row) for row in rows], batch_size=500)
