"""Freezing: from a quiz that can be edited to a version that attempts are pinned to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.fingerprint import fingerprint
from quizzes.choices import QuestionState
from quizzes.domain.content import content_of, problems_of
from quizzes.models import Question, QuestionVersion, Quiz, QuizSlot, QuizVersion, QuizVersionSlot

RULE_FIELDS = (
    "pass_mark",
    "max_attempts",
    "shuffle_questions",
    "shuffle_options",
    "scoring_rule",
    "preset",
    "counting_rule",
    "time_limit",
    "pause_hours",
    "closes_at",
)


@dataclass(frozen=True)
class Blocker:
    """Why a quiz cannot be published: a code, and the question it is about (None: the quiz itself)."""

    code: str
    question: Question | None = None
    part: int = 0


def blockers_of(quiz: Quiz) -> list[Blocker]:
    """Everything that keeps the quiz from being published; empty: it can be."""
    slots = _slots(quiz)
    if not slots:
        return [Blocker("no_questions")]
    return [blocker for slot in slots for blocker in _question_blockers(slot.question)]


def latest_version(quiz: Quiz) -> QuizVersion | None:
    """The version new attempts take; None before the first publish."""
    return quiz.versions.order_by("-number").first()


@transaction.atomic
def freeze_quiz(quiz: Quiz, *, now: datetime, by: User | None = None) -> QuizVersion:
    """The version that stands for the quiz as it is now: the latest one if nothing changed, else a new one.

    Question versions are cut the same way. Running attempts keep theirs. Raises ``QuizNotReady`` with the blockers.
    """
    quiz = Quiz.objects.select_for_update().get(pk=quiz.pk)
    if blockers := blockers_of(quiz):
        raise QuizNotReady(blockers)
    slots = [(slot, _freeze_question(slot.question, now=now, by=by)) for slot in _slots(quiz)]
    rules = {name: getattr(quiz, name) for name in RULE_FIELDS}
    hashed = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in rules.items()}
    content_hash = fingerprint([hashed, [(version.content_hash, slot.points) for slot, version in slots]])
    latest = latest_version(quiz)
    if latest and latest.content_hash == content_hash:
        return latest
    return _cut(quiz, rules, slots, content_hash=content_hash, published_at=now, published_by=by)


class QuizNotReady(Exception):
    """The quiz has blockers; ``blockers`` lists them."""

    def __init__(self, blockers: list[Blocker]) -> None:
        super().__init__(", ".join(blocker.code for blocker in blockers))
        self.blockers = blockers


def _slots(quiz: Quiz) -> list[QuizSlot]:
    return list(QuizSlot.objects.filter(quiz=quiz).select_related("question").order_by("sort_order", "pk"))


def _question_blockers(question: Question) -> list[Blocker]:
    if question.state != QuestionState.READY:
        return [Blocker("not_ready", question)]
    return [Blocker(code, question, part) for part, code in problems_of(content_of(question))]


def _freeze_question(question: Question, *, now: datetime, by: User | None) -> QuestionVersion:
    content = content_of(question)
    content_hash = fingerprint(content)
    latest = question.versions.order_by("-number").first()
    if latest and latest.content_hash == content_hash:
        return latest
    return question.versions.create(
        number=latest.number + 1 if latest else 1,
        content=content,
        content_hash=content_hash,
        published_at=now,
        published_by=by,
    )


def _cut(
    quiz: Quiz, rules: dict[str, Any], slots: list[tuple[QuizSlot, QuestionVersion]], **fields: Any
) -> QuizVersion:
    last = quiz.versions.aggregate(last=Max("number"))["last"] or 0
    version = QuizVersion.objects.create(quiz=quiz, number=last + 1, **rules, **fields)
    QuizVersionSlot.objects.bulk_create(
        QuizVersionSlot(quiz_version=version, position=position, question_version=frozen, points=slot.points)
        for position, (slot, frozen) in enumerate(slots, start=1)
    )
    return version
