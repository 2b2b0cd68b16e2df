"""People with something to be reminded of."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from agencies.models import Agency
from courses.models import Course
from reminders.choices import MessageKind, MessageState, Rule
from reminders.models import Message, Reminder
from tests.factories.courses import make_course
from tests.factories.duties import make_duty
from tests.factories.people import make_learner

NOON = 12


def noon(day: date) -> datetime:
    """An instant of that day, in Kazakhstan too."""
    return datetime(day.year, day.month, day.day, NOON, tzinfo=UTC)


def make_late(today: date, agency: Agency, *, days: int = 20, course: Course | None = None, **fields: object) -> User:
    """Somebody whose course was due so many ``days`` before ``today``."""
    learner = make_learner(agency=agency, **fields)
    due_on = today - timedelta(days=days)
    make_duty(learner, course or make_course(), since=due_on - timedelta(days=60), due_on=due_on)
    return learner


def make_message(person: User, day: date, *courses: Course, state: str = MessageState.QUEUED) -> Message:
    """A reminder of these courses on its way, as if a coordinator had asked."""
    message = Message.objects.create(
        person=person,
        kind=MessageKind.REMINDER,
        day=day,
        language=person.language,
        state=state,
        not_before=noon(day) - timedelta(days=1),
    )
    for course in courses:
        Reminder.objects.create(message=message, person=person, course=course, due_on=day, rule=Rule.ASKED)
    return message
