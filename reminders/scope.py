"""Whom a coordinator may remind, and whose mails they may see: nobody outside their scope."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from agencies.rules import people_visible_to
from obligations.models import Duty
from obligations.queries import open_duties
from reminders.models import Bounce, Pause, Reminder
from reports.filters import WITHOUT_REGION, ReportFilter


def overdue_in(chosen: ReportFilter, today: date) -> QuerySet[Duty]:
    """The open duties past their date that the filter leaves, of people who work in the viewer's scope now."""
    agencies = chosen.scope.agencies
    if chosen.region:
        code = None if chosen.region == WITHOUT_REGION else chosen.region
        agencies = agencies.filter(region__code=code) if code else agencies.filter(region=None)
    if chosen.agency:
        agencies = agencies.filter(path__startswith=chosen.agency.path)
    visible = people_visible_to(chosen.scope.viewer).filter(pk=OuterRef("learner"))
    duties = open_duties(today).filter(Exists(visible), agency__in=agencies.values("pk"), due_on__lt=today)
    if chosen.course:
        duties = duties.filter(course=chosen.course)
    return duties.filter(category=chosen.category) if chosen.category else duties


def reminders_seen_by(viewer: User) -> QuerySet[Reminder]:
    """What people who work in the viewer's scope now were told, or will be."""
    return Reminder.objects.filter(Exists(people_visible_to(viewer).filter(pk=OuterRef("person"))))


def bounces_seen_by(viewer: User) -> QuerySet[Bounce]:
    """The refused addresses of these people."""
    return Bounce.objects.filter(Exists(people_visible_to(viewer).filter(email=OuterRef("address"))))


def pauses_seen_by(viewer: User) -> QuerySet[Pause]:
    """The pauses of these people."""
    return Pause.objects.filter(Exists(people_visible_to(viewer).filter(pk=OuterRef("person"))))
