"""A course of two lessons and a quiz, how learners stand in it, and certificates of it. No row of it is ever saved."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext

from certificates.codes import grouped
from certificates.models import Certificate
from core.localisation import current_language
from courses.choices import ItemKind
from courses.models import Course, CourseItem, Module
from courses.outlines import CourseOutline, ModuleOutline
from learning.checklist import Checklist, QuizLine
from learning.choices import Status
from learning.models import CourseProgress
from learning.queries import CourseState
from learning.resumption import Resumption

PASS_MARK = 70
CODE = "ABCDEFGHJKMNPQRSTUVWXYZ23456"
KEY = UUID(int=1)


def course_samples(now: datetime) -> dict[str, Any]:
    """Under the names by which the templates of learners and certificates ask for them."""
    outline = _outline()
    first, second, quiz = outline.items
    states = _states(outline, now)
    valid, *others = _certificates(now)
    return {
        "courses": [outline.course],
        "outline": outline,
        "done": frozenset({first.pk}),
        "before": first,
        "item": second,
        "after": quiz,
        "current": Resumption(states[1], second, "#continue_card"),
        "states": states,
        "today": localdate(now),
        "checklists": [
            Checklist(1, 2, [QuizLine(quiz, PASS_MARK, Status.NOT_STARTED, second)], None),
            Checklist(2, 2, [QuizLine(quiz, PASS_MARK, Status.PASSED, None)], valid),
        ],
        "statuses": list(Status),
        "certificates": [valid, *others],
        "printed_code": grouped(CODE),
    }


def _outline() -> CourseOutline:
    course = Course(
        key=KEY,
        slug="sample",
        titles=_here(gettext("Sample course")),
        summaries=_here(gettext("It shows how things look and teaches nothing.")),
        pages={"kk": 1, "ru": 2, "en": 3},
        hours=8,
        outline_stamp=KEY,
    )
    module = Module(course=course, slug="module", titles=_here(gettext("Sample module")))
    names = (gettext("First lesson"), gettext("Second lesson"), gettext("Quiz"))
    kinds = (ItemKind.LESSON, ItemKind.LESSON, ItemKind.QUIZ)
    items = [
        CourseItem(
            pk=place, module=module, slug=f"item-{place}", kind=kind, titles=_here(name), minutes=_minutes(place)
        )
        for place, (kind, name) in enumerate(zip(kinds, names, strict=True), start=1)
    ]
    return CourseOutline(course, [ModuleOutline(module, items)])


def _states(outline: CourseOutline, now: datetime) -> list[CourseState]:
    """No date, in time, overdue, completed, expired."""
    today = localdate(now)
    month = timedelta(days=30)
    progresses = [
        CourseProgress(),
        CourseProgress(started_at=now, due_on=today + month),
        CourseProgress(started_at=now, due_on=today - month),
        CourseProgress(started_at=now, completed_at=now, valid_until=today + 12 * month),
        CourseProgress(started_at=now, completed_at=now, valid_until=today - month),
    ]
    first = outline.items[0]
    return [CourseState(outline, frozenset({first.pk}), progress, today) for progress in progresses]


def _certificates(now: datetime) -> list[Certificate]:
    """Valid, expired, revoked, replaced."""
    later, before = localdate(now) + timedelta(days=365), localdate(now) - timedelta(days=1)
    newer = _certificate(now, number="2026-000005")
    return [
        _certificate(now, number="2026-000001", valid_until=later),
        _certificate(now, number="2026-000002", valid_until=before),
        _certificate(now, number="2026-000003", revoked_at=now),
        _certificate(now, number="2026-000004", superseded_at=now, superseded_by=newer),
    ]


def _certificate(now: datetime, *, number: str, valid_until: date | None = None, **fields: Any) -> Certificate:
    claims = {
        "name": {"kk": "Әсел Нұрланқызы", "ru": "Асель Нурланова", "en": "Assel Nurlanova"},
        "title": _here(gettext("Sample course")),
        "hours": 8,
        "issuer": _here(gettext("Sample issuer")),
        **({"valid_until": valid_until.isoformat()} if valid_until else {}),
    }
    return Certificate(code=CODE, number=number, issued_at=now, claims=claims, **fields)


def _here(text: str) -> dict[str, str]:
    return {current_language(): text}


def _minutes(minutes: int) -> dict[str, int]:
    return {current_language(): 4 + minutes}
