"""What people still have to do, and by when."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from learning.models import CourseCompletion
from obligations.models import Duty, Waiver


def dated_duties(day: date) -> QuerySet[Any]:
    """The duties that hold on ``day``, are not waived and have a date: those met for good have none.

    Each has ``must_by``: the due date, or the last day of the latest completion where that is later. ``day`` is today
    or later: a completion counts whatever its day.
    """
    own = CourseCompletion.objects.filter(course=OuterRef("course"), learner=OuterRef("learner"))
    waived = Waiver.objects.filter(
        Q(until=None) | Q(until__gte=day), course=OuterRef("course"), since__lte=day, person=OuterRef("learner")
    )
    ends = Subquery(own.order_by("-valid_until").values("valid_until")[:1])
    holding = Duty.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return holding.filter(~Exists(own.filter(valid_until=None)), ~Exists(waived)).annotate(
        must_by=Greatest("due_on", Coalesce(ends, "due_on"))
    )


def unmet_duties(day: date) -> QuerySet[Any]:
    """Of the dated duties those that no completion covers on ``day`` (features C6)."""
    valid = CourseCompletion.objects.filter(
        course=OuterRef("course"), learner=OuterRef("learner"), valid_until__gte=day
    )
    return dated_duties(day).filter(~Exists(valid))


def of_people_who_can(duties: QuerySet[Any]) -> QuerySet[Any]:
    """Those of people who can do something about them: active, and the course is open."""
    return duties.filter(learner__is_active=True, course__is_open=True)


def open_duties(today: date) -> QuerySet[Any]:
    """The unmet duties of people who can still do something about them."""
    return of_people_who_can(unmet_duties(today))
