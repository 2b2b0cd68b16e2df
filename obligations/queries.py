"""What people still have to do."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from learning.models import CourseCompletion
from obligations.models import Duty, Waiver


def unmet_duties(day: date) -> QuerySet[Duty]:
    """The duties that hold on ``day`` and are neither covered by a valid completion nor waived (features C6).

    ``day`` is today or later: a completion counts whatever its day.
    """
    own = {"course": OuterRef("course")}
    valid = CourseCompletion.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day), **own, learner=OuterRef("learner")
    )
    waived = Waiver.objects.filter(Q(until=None) | Q(until__gte=day), **own, since__lte=day, person=OuterRef("learner"))
    holding = Duty.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return holding.filter(~Exists(valid), ~Exists(waived))


def open_duties(today: date) -> QuerySet[Duty]:
    """The unmet duties of people who can still do something about them: active, and the course is open."""
    return unmet_duties(today).filter(learner__is_active=True, course__is_open=True)
