"""Open duties, and who of the people behind them can be reminded."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from accounts.models import User
from agencies.choices import Role
from agencies.models import RoleAssignment
from obligations.models import Duty
from reminders.choices import MessageKind, Reach
from reminders.models import Bounce, Message, Pause

# Whoever got a mail in these days is not asked again (ux 95).
RECENT_DAYS = 3


@dataclass(frozen=True)
class Audience:
    """How many people a reminder that is asked for concerns, by what becomes of it."""

    reached: int = 0
    recent: int = 0
    paused: int = 0
    refused: int = 0
    no_email: int = 0

    @property
    def total(self) -> int:
        """Everybody concerned."""
        return self.reached + self.recent + self.paused + self.refused + self.no_email


def pauses_on(today: date) -> QuerySet[Pause]:
    """The pauses that hold today."""
    return Pause.objects.filter(Q(until=None) | Q(until__gte=today))


def is_site_paused(today: date) -> bool:
    """Whether no mail at all is sent today."""
    return pauses_on(today).filter(person=None).exists()


def with_reach(people: QuerySet[User], today: date) -> QuerySet[Any]:
    """Each with ``reach``: what becomes of a reminder asked for now."""
    recent = Message.objects.filter(
        person=OuterRef("pk"), kind=MessageKind.REMINDER, day__gte=today - timedelta(days=RECENT_DAYS)
    )
    return people.annotate(
        reach=Case(
            When(email=None, then=Value(Reach.NO_EMAIL)),
            When(Exists(Bounce.objects.filter(address=OuterRef("email"))), then=Value(Reach.REFUSED)),
            When(Exists(pauses_on(today).filter(person=OuterRef("pk"))), then=Value(Reach.PAUSED)),
            When(Exists(recent), then=Value(Reach.RECENT)),
            default=Value(Reach.REACHED),
        )
    )


def people_behind(duties: QuerySet[Duty]) -> QuerySet[User]:
    """The people who have these duties.

    ``distinct`` has the duties gone through once: merged into the list of people, they were gone through once for each
    of them when the planner's counts were old (measured: 13 minutes for a thousand people instead of 20 ms).
    """
    return User.objects.filter(pk__in=duties.order_by().values("learner").distinct())


def audience_of(duties: QuerySet[Duty], today: date) -> Audience:
    """The people behind these duties, counted in one query."""
    counted: Any = with_reach(people_behind(duties), today).order_by().values_list("reach").annotate(Count("pk"))
    return Audience(**dict(counted))


def people_to_ask(duties: QuerySet[Duty], today: date) -> list[int]:
    """Ids of the people behind these duties who would be reached."""
    reached = with_reach(people_behind(duties), today).filter(reach=Reach.REACHED)
    return list(reached.order_by("pk").values_list("pk", flat=True))


def coordinators_on(today: date) -> QuerySet[User]:
    """Everybody who coordinates anything today and may sign in."""
    held = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=today), role=Role.COORDINATOR, since__lte=today)
    return User.objects.filter(Exists(held.filter(person=OuterRef("pk"))), is_active=True)


def in_batches(people: Collection[int], size: int) -> Iterator[list[int]]:
    """The ids in order, so many at a time."""
    ordered = sorted(people)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))
