"""Mails in words, made at the moment of sending: what has been completed meanwhile is not asked for any more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from courses.models import Course
from obligations.queries import dated_duties, of_people_who_can
from reminders.choices import MessageKind
from reminders.domain.choosing import STEPS
from reminders.models import Bounce, Message, Reminder
from reports.domain.cells import refresh_stale_cells
from reports.filters import ReportFilter, scope_of
from reports.periods import Period
from reports.queries import Figures, completion_by_region, total_of
from reports.texts import scope_text

# Nothing is told longer before its date.
AHEAD = timedelta(days=-STEPS[0].first)
# Nobody answers a machine's mail, and other machines ought not to either (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}


@dataclass(frozen=True)
class CourseLine:
    """One course in a reminder, in the language that is active. ``days`` are left, or overdue."""

    title: str
    due_on: date
    days: int
    is_overdue: bool
    url: str


@dataclass(frozen=True)
class Words:
    """A mail without its address."""

    subject: str
    text: str
    html: str


def compose(messages: Sequence[Message], *, today: date) -> Mapping[int, EmailMultiAlternatives | None]:
    """The mails by their messages' ids; None where nothing is left to be said or nobody can read it."""
    lines = _open_lines([one for one in messages if one.kind == MessageKind.REMINDER], today)
    refused = _refused([one.person.email for one in messages if one.person.email])
    if any(one.kind == MessageKind.DIGEST for one in messages):
        refresh_stale_cells(today)
    mails: dict[int, EmailMultiAlternatives | None] = {}
    for message in messages:
        with override(message.language):
            is_reached = message.person.is_active and message.person.email and message.person.email not in refused
            words = _words(message, lines[message.pk], today) if is_reached else None
            mails[message.pk] = _mail(message, words) if words else None
    return mails


def reminder_words(courses: Sequence[tuple[Course, date]], *, today: date) -> Words:
    """A reminder of these courses with their due dates, in the language that is active."""
    lines = [_line(course, due_on, today) for course, due_on in courses]
    is_overdue = any(line.is_overdue for line in lines)
    subject = gettext("A course is overdue") if is_overdue else gettext("A course is due soon")
    return _written("reminder", subject, {"lines": lines, "url": _address(reverse("learning:home"))})


def _words(message: Message, courses: Sequence[tuple[Course, date]], today: date) -> Words | None:
    if message.kind == MessageKind.DIGEST:
        return _digest_words(message, today)
    return reminder_words(courses, today=today) if courses else None


def _open_lines(messages: Sequence[Message], today: date) -> defaultdict[int, list[tuple[Course, date]]]:
    """By message, what is still to be done, with the date it is due by now. Two queries.

    What was renewed meanwhile has a date far ahead and is left out, as is what was completed for good.
    """
    people = [one.person_id for one in messages]
    dated = of_people_who_can(dated_duties(today)).filter(learner__in=people, must_by__lte=today + AHEAD)
    rows = dated.values_list("learner", "course", "must_by")
    due = {(learner, course): due_on for learner, course, due_on in rows}
    found: defaultdict[int, list[tuple[Course, date]]] = defaultdict(list)
    reminders = Reminder.objects.filter(message__in=[one.pk for one in messages]).select_related("course")
    for one in reminders.order_by("due_on", "course__position"):
        due_on = due.get((one.person_id, one.course_id))
        if due_on:
            found[one.message_id].append((one.course, due_on))
    return found


def _refused(addresses: Sequence[str]) -> set[str]:
    return set(Bounce.objects.filter(address__in=addresses).values_list("address", flat=True))


def _digest_words(message: Message, today: date) -> Words | None:
    """The figures of what the person coordinates at this moment; nothing without anybody obliged there."""
    scope = scope_of(message.person)
    chosen = ReportFilter.parse({}, scope)
    now = _total(chosen, today)
    if not now.obliged:
        return None
    last_month = today.replace(day=1) - timedelta(days=1)
    before = _total(replace(chosen, period=Period.parse(f"{last_month:%Y-%m}")), today)
    context = {
        "scope": scope_text(chosen),
        "today": today,
        "figures": now,
        "before": before,
        "last_month": last_month,
        "change": _change(now, before),
        "url": _address(reverse("reports:overview")),
        "remind_url": _address(reverse("reminders:remind")),
    }
    return _written("digest", gettext("The week in figures"), context)


def _total(chosen: ReportFilter, today: date) -> Figures:
    return total_of(completion_by_region(chosen, today=today))


def _change(now: Figures, before: Figures) -> Decimal | None:
    """In percentage points; None without a share then."""
    then, today = before.share.percent, now.share.percent
    return None if then is None or today is None else today - then


def _line(course: Course, due_on: date, today: date) -> CourseLine:
    days = (due_on - today).days
    url = _address(reverse("learning:course", args=[course.slug]))
    return CourseLine(course.title, due_on, abs(days), days < 0, url)


def _written(name: str, subject: str, context: dict[str, object]) -> Words:
    context = context | {"subject": subject, "support": settings.SUPPORT_EMAIL}
    # What a template gives counts as HTML; a plain text is none, and a page that previews it has to escape it (INP-06).
    text = "".join(render_to_string(f"reminders/{name}.txt", context))
    return Words(subject, text, render_to_string(f"reminders/{name}.html", context))


def _mail(message: Message, words: Words) -> EmailMultiAlternatives:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    # The same mail has the same id for ever, so that a mailbox can tell a copy from a second mail.
    headers = HEADERS | {"Message-ID": f"<{message.public_id}@{host}>", "Content-Language": message.language}
    mail = EmailMultiAlternatives(words.subject, words.text, to=[message.person.email or ""], headers=headers)
    mail.attach_alternative(words.html, "text/html")
    return mail


def _address(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
