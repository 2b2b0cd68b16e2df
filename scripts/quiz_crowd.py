"""Learners with an open attempt each, who answer and hand in over the wire, and remember what they were told.

The journal is what the promise is held against: an answer that was acknowledged is stored, and what is stored was sent.
"""

import asyncio
import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.models import CourseItem
from learning.domain.quiz_taking import start_quiz
from quizzes.choices import AttemptState
from quizzes.domain.attempts import recomputed_grade, rounded
from quizzes.models import Attempt, Response
from tests.factories import make_course, make_item, make_module, make_published_quiz, make_question
from tests.factories.numbers import numbers

LANGUAGE = "ru"
CSRF = "c" * 32
TIMEOUT = 30  # whoever waits for SQLite's writing lock is answered after 20 seconds at the latest
SAVE, HAND_IN = "save", "hand-in"


@dataclass
class Sheet:
    """One learner's attempt: what was sent and what was acknowledged, by the primary key of the response."""

    attempt: Attempt
    cookie: str
    responses: list[Response]
    sent: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    acknowledged: dict[int, int] = field(default_factory=dict)
    handed_in: bool = False
    result: tuple[datetime | None, Decimal | None] | None = None


@dataclass
class Journal:
    """Seconds of each acknowledged act, how many got no acknowledgement, and what is sent and not answered yet."""

    seconds: list[float] = field(default_factory=list)
    failures: int = 0
    last_at: float = 0.0
    in_flight: Counter[str] = field(default_factory=Counter)


def make_timed_quiz(questions: int = 10, **fields: object) -> CourseItem:
    """The only item of a course: a quiz with a time limit."""
    quiz = make_published_quiz(*(make_question() for _ in range(questions)), time_limit=60, name="Crowd", **fields)
    return make_item(make_module(make_course("Crowd")), quiz=quiz)


def open_sheets(item: CourseItem, learners: int) -> list[Sheet]:
    """That many new people, signed in, each with an open attempt."""
    people = User.objects.bulk_create(
        User(email=f"crowd-{next(numbers)}-{secrets.token_hex(3)}@demo.example", password="!")  # noqa: S106
        for _ in range(learners)
    )
    return [_open_sheet(item, person) for person in people]


async def save(port: int, sheet: Sheet, place: int, sequence: int, journal: Journal) -> bool:
    """Choose an option of the question at ``place``; whether that was acknowledged."""
    response = sheet.responses[place]
    (layout,) = response.layout
    token, option = layout["options"][sequence % len(layout["options"])]
    sheet.sent[response.pk][sequence] = option
    address = reverse("learning:autosave", args=[sheet.attempt.public_id, response.position])
    form = {f"answer-{layout['token']}": token, "sequence": sequence}
    if await _timed_post(port, address, sheet.cookie, form, journal, SAVE):
        sheet.acknowledged[response.pk] = max(sequence, sheet.acknowledged.get(response.pk, 0))
        return True
    return False


async def hand_in(port: int, sheet: Sheet, journal: Journal) -> bool:
    """Hand the sheet in; whether that was acknowledged."""
    address = reverse("learning:hand_in", args=[sheet.attempt.public_id])
    acknowledged = await _timed_post(port, address, sheet.cookie, {}, journal, HAND_IN)
    sheet.handed_in |= acknowledged
    return acknowledged


def note_results(sheets: list[Sheet]) -> None:
    """Remember the result of every sheet that has one: from now on a different one is a broken promise."""
    graded = Attempt.objects.filter(state=AttemptState.GRADED).in_bulk([sheet.attempt.pk for sheet in sheets])
    for sheet in sheets:
        if sheet.result is None and (attempt := graded.get(sheet.attempt.pk)):
            sheet.result = (attempt.submitted_at, attempt.points)


def stored_unacknowledged(sheets: list[Sheet]) -> int:
    """How many acts are stored although nobody was told so: cut off between the commit and the reply."""
    results = sum(sheet.result is not None and not sheet.handed_in for sheet in sheets)
    sent = {pk: sheet.acknowledged.get(pk, 0) for sheet in sheets for pk in sheet.sent}
    stored = Response.objects.filter(pk__in=sent).values_list("pk", "sequence")
    return results + sum(sequence > sent[pk] for pk, sequence in stored)


def broken_promises(sheets: list[Sheet]) -> Iterator[str]:
    """A line for every acknowledged act that is not stored as acknowledged, and for anything stored but never sent."""
    attempts = Attempt.objects.select_related("quiz_version").in_bulk([sheet.attempt.pk for sheet in sheets])
    stored: defaultdict[int, list[Response]] = defaultdict(list)
    for response in Response.objects.filter(attempt__in=attempts):
        stored[response.attempt_id].append(response)
    for sheet in sheets:
        attempt = attempts[sheet.attempt.pk]
        if len(stored[attempt.pk]) != len(sheet.responses):
            yield f"attempt {attempt.pk}: {len(stored[attempt.pk])} rows instead of {len(sheet.responses)}"
        for response in stored[attempt.pk]:
            yield from _broken_answer(sheet, response)
        yield from _broken_result(sheet, attempt)


def _broken_answer(sheet: Sheet, response: Response) -> Iterator[str]:
    acknowledged, sent = sheet.acknowledged.get(response.pk, 0), sheet.sent.get(response.pk, {})
    if response.sequence < acknowledged:
        yield f"answer {response}: lost, {acknowledged} was acknowledged and {response.sequence} is stored"
    expected = {"p1": sent[response.sequence]} if response.sequence in sent else None
    if response.answer != expected:
        yield f"answer {response}: {response.answer} is stored as number {response.sequence}, {expected} was sent"


def _broken_result(sheet: Sheet, attempt: Attempt) -> Iterator[str]:
    if sheet.handed_in and attempt.state != AttemptState.GRADED:
        yield f"attempt {attempt.pk}: handed in, but {attempt.state}"
    if attempt.state == AttemptState.GRADED and attempt.points != rounded(recomputed_grade(attempt).points):
        yield f"attempt {attempt.pk}: graded otherwise than its sheet says"
    if sheet.result not in (None, (attempt.submitted_at, attempt.points)):
        yield f"attempt {attempt.pk}: graded a second time"


def _open_sheet(item: CourseItem, person: User) -> Sheet:
    attempt = start_quiz(person, item, language=LANGUAGE, now=timezone.now())
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return Sheet(attempt, cookie, list(attempt.responses.all()))


async def _timed_post(
    port: int, address: str, cookie: str, form: dict[str, object], journal: Journal, act: str
) -> bool:
    start = time.perf_counter()
    journal.in_flight[act] += 1
    try:
        status = await asyncio.wait_for(_post(port, address, cookie, form), TIMEOUT)
    except (OSError, TimeoutError, EOFError, ValueError):
        status = 0
    journal.in_flight[act] -= 1
    if status != 200:
        journal.failures += 1
        return False
    journal.last_at = time.perf_counter()
    journal.seconds.append(journal.last_at - start)
    return True


async def _post(port: int, address: str, cookie: str, form: dict[str, object]) -> int:
    """The status, once the whole answer has arrived."""
    body = urlencode(form)
    head = [
        f"POST {address} HTTP/1.1", f"Host: localhost:{port}", f"Cookie: {cookie}", f"X-CSRFToken: {CSRF}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "Connection: close",
    ]  # fmt: skip
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(("\r\n".join([*head, "", body])).encode())
        answer = await reader.read()
    finally:
        writer.close()
    return int(answer.split(b" ", 2)[1]) if b"\r\n\r\n" in answer else 0
