"""Writing down what is to be told to whom. Sending it is another matter: see ``delivering``."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from obligations.models import Duty
from obligations.queries import dated_duties, of_people_who_can
from reminders.choices import MessageKind, Reach, Rule
from reminders.domain.choosing import STEPS, Digest, OpenDuty, Told, asked, due_today
from reminders.models import Message, Reminder
from reminders.queries import in_batches, is_site_paused, people_to_ask, with_reach

AT_ONCE = 1000
# A digest of the week before must not keep the next one back because the night was a little shorter.
DIGEST_DAYS = 6
# What the rules say is told also to somebody who was asked yesterday.
GETS_MAIL = (Reach.REACHED, Reach.RECENT)


def queue_due(*, today: date, now: datetime) -> int:
    """Queue what the rules say today, a mail per person; how many. Doing it twice queues nothing twice.

    Who has no e-mail, a refused one or a pause is told nothing and is told later if the rule's days last so long.
    """
    if is_site_paused(today):
        return 0
    duties = _within_steps(of_people_who_can(dated_duties(today)), today)
    people: Any = duties.order_by().values_list("learner", flat=True).distinct()
    return sum(_queue_due_of(batch, duties, today, now) for batch in in_batches(people, AT_ONCE))


def queue_asked(duties: QuerySet[Duty], *, by: User, today: date, now: datetime) -> int:
    """Queue a mail to everybody behind these open duties who can be reached and was not reminded lately; how many."""
    if is_site_paused(today):
        return 0
    total = 0
    for batch in in_batches(people_to_ask(duties, today), AT_ONCE):
        with transaction.atomic():
            still = people_to_ask(duties.filter(learner__in=batch), today)
            total += _store(asked(_read(duties, still)), today, now, by)
    return total


@transaction.atomic
def queue_digests(people: QuerySet[User], *, today: date, now: datetime) -> int:
    """Queue the weekly summary for these coordinators, unless they got one this week; how many."""
    recent = Message.objects.filter(
        person=OuterRef("pk"), kind=MessageKind.DIGEST, day__gt=today - timedelta(days=DIGEST_DAYS)
    )
    wanted = with_reach(people, today).filter(~Exists(recent), reach__in=GETS_MAIL)
    messages = [_message(one.pk, one.language, MessageKind.DIGEST, today, now) for one in wanted]
    return len(_insert(messages))


@transaction.atomic
def _queue_due_of(people: list[int], duties: QuerySet[Duty], today: date, now: datetime) -> int:
    """One batch in one transaction; a constant number of queries."""
    written = Message.objects.filter(person=OuterRef("pk"), kind=MessageKind.REMINDER, day=today)
    free = with_reach(User.objects.filter(pk__in=people), today).filter(~Exists(written), reach__in=GETS_MAIL)
    told: Any = Reminder.objects.filter(person__in=people).exclude(rule=Rule.ASKED)
    known: set[Told] = set(told.values_list("person", "course", "due_on", "rule"))
    found = _read(duties, list(free.values_list("pk", flat=True)))
    return _store(due_today(found, known, today), today, now, None)


def _within_steps(duties: QuerySet[Duty], today: date) -> QuerySet[Duty]:
    days = Q(pk__in=[])
    for step in STEPS:
        days |= Q(must_by__range=(today - timedelta(days=step.last), today - timedelta(days=step.first)))
    return duties.filter(days)


def _read(duties: QuerySet[Duty], people: list[int]) -> list[OpenDuty]:
    rows: Any = duties.filter(learner__in=people).order_by("pk")
    return [OpenDuty(*row) for row in rows.values_list("learner", "learner__language", "course", "must_by")]


def _store(digests: dict[int, Digest], today: date, now: datetime, by: User | None) -> int:
    messages = [
        _message(person, digest.language, MessageKind.REMINDER, today, now) for person, digest in digests.items()
    ]
    mine = _insert(messages)
    Reminder.objects.bulk_create(
        (
            Reminder(
                message=one,
                person_id=one.person_id,
                course_id=line.course_id,
                due_on=line.due_on,
                rule=line.rule,
                asked_by=by,
            )
            for one in mine
            for line in digests[one.person_id].lines
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    return len(mine)


def _insert(messages: list[Message]) -> list[Message]:
    """Those that were written; not those that another process wrote for the same person at the same moment."""
    Message.objects.bulk_create(messages, batch_size=AT_ONCE, ignore_conflicts=True)
    written = Message.objects.filter(public_id__in=[one.public_id for one in messages])
    return list(written.order_by("pk"))


def _message(person: int, language: str, kind: MessageKind, today: date, now: datetime) -> Message:
    return Message(person_id=person, language=language, kind=kind, day=today, not_before=now)
