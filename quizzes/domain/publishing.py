"""Freezing: from a quiz that can be edited to a version that attempts are pinned to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core.fingerprint import fingerprint
from quizzes.choices import QuestionState
from quizzes.domain.bank_forms import is_whole
from quizzes.domain.content import content_of, problems_of
from quizzes.domain.versions import freeze_questions, versions_to_try
from quizzes.models import Question, QuestionVersion, Quiz, QuizSlot, QuizVersion, QuizVersionSlot, Topic

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
    """Why a quiz cannot be published: a code, and the question or topic it is about (neither: the quiz itself).

    ``counts`` of a pool that is too small: how many questions it has, how many are to be drawn.
    """

    code: str
    question: Question | None = None
    part: int = 0
    topic: Topic | None = None
    counts: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Place:
    """A slot with the questions it can show now: the one it names, or the ready ones of its topic and below."""

    slot: QuizSlot
    questions: list[Question] = field(default_factory=list)


def blockers_of(quiz: Quiz) -> list[Blocker]:
    """Everything that keeps the quiz from being published; empty: it can be."""
    return _blockers(_places(quiz))


def latest_version(quiz: Quiz) -> QuizVersion | None:
    """The version new attempts take; None before the first publish."""
    return quiz.versions.filter(is_preview=False).order_by("-number").first()


@transaction.atomic
def freeze_quiz(quiz: Quiz, *, now: datetime, by: User | None = None) -> QuizVersion:
    """The version that stands for the quiz as it is now: the latest one if nothing changed, else a new one.

    Question versions are cut the same way, pools included. Running attempts keep theirs. Raises ``QuizNotReady`` with
    the blockers.
    """
    quiz = Quiz.objects.select_for_update().get(pk=quiz.pk)
    places = _places(quiz)
    if blockers := _blockers(places):
        raise QuizNotReady(blockers)
    versions = freeze_questions([one for place in places for one in place.questions], now=now, by=by)
    frozen = [(place.slot, [versions[one.pk] for one in place.questions]) for place in places]
    rules = {name: getattr(quiz, name) for name in RULE_FIELDS}
    content_hash = _content_hash(rules, frozen)
    latest = latest_version(quiz)
    if latest and latest.content_hash == content_hash:
        return latest
    number = latest.number + 1 if latest else 1
    return _cut(quiz, number, rules, frozen, content_hash=content_hash, published_at=now, published_by=by)


def preview_blockers(quiz: Quiz) -> list[Blocker]:
    """What keeps the quiz from being tried at all: unlike for publishing, drafts and single languages will do."""
    places = _places(quiz)
    if not places:
        return [Blocker("no_questions")]
    questions = {one.pk: one for place in places for one in place.questions}.values()
    broken = [
        Blocker(code, one, part)
        for one in questions
        for part, code in (problems_of(content_of(one)) if is_whole(one) else [(1, "empty")])
        if code != "language"
    ]
    return broken + _small_pools(places)


def freeze_for_preview(quiz: Quiz, *, now: datetime, by: User) -> QuizVersion:
    """A version of the quiz as it stands that only a preview takes; the caller has asked ``preview_blockers``."""
    places = _places(quiz)
    versions = versions_to_try([one for place in places for one in place.questions], now=now, by=by)
    frozen = [(place.slot, [versions[one.pk] for one in place.questions]) for place in places]
    rules = {name: getattr(quiz, name) for name in RULE_FIELDS}
    content_hash = _content_hash(rules, frozen)
    fields = {"content_hash": content_hash, "published_at": now, "published_by": by}
    return _cut(quiz, 0, rules, frozen, is_preview=True, **fields)


def is_own_work(quiz: Quiz, person: User) -> bool:
    """Whether ``person`` was the last to change something that a new version would bring."""
    latest = latest_version(quiz)
    since = latest.published_at if latest else None
    return any(
        one.changed_by_id == person.pk and (since is None or one.updated_at > since) for one in _what_makes(quiz)
    )


def changed_since(quiz: Quiz, moment: datetime) -> bool:
    """Whether the quiz, or a question that it asks or may draw, was changed after ``moment``."""
    return any(one.updated_at > moment for one in _what_makes(quiz))


def questions_of(quiz: Quiz) -> list[Question]:
    """The questions that the quiz asks, and those of the bank that it may draw now, in two queries."""
    return [one for place in _places(quiz) for one in place.questions]


def _what_makes(quiz: Quiz) -> list[Quiz | Question]:
    return [quiz, *questions_of(quiz)]


class QuizNotReady(Exception):
    """The quiz has blockers; ``blockers`` lists them."""

    def __init__(self, blockers: list[Blocker]) -> None:
        super().__init__(", ".join(blocker.code for blocker in blockers))
        self.blockers = blockers


def _places(quiz: Quiz) -> list[Place]:
    """The quiz's slots in order with their questions, in two queries."""
    slots = list(QuizSlot.objects.filter(quiz=quiz).select_related("question", "topic").order_by("sort_order", "pk"))
    pooled = _ready_questions([slot.topic for slot in slots if slot.topic], quiz)
    return [
        Place(slot, [slot.question] if slot.question else [one for one in pooled if _belongs(one, slot.topic)])
        for slot in slots
    ]


def _ready_questions(topics: Sequence[Topic], quiz: Quiz) -> list[Question]:
    """Those of the common bank and of the quiz's own team."""
    if not topics:
        return []
    below = reduce(or_, (Q(topic__path__startswith=topic.path) for topic in topics))
    ready = Question.objects.filter(below, Q(team=None) | Q(team=quiz.team_id), state=QuestionState.READY)
    return list(ready.select_related("topic").order_by("pk"))


def _belongs(question: Question, topic: Topic | None) -> bool:
    return bool(question.topic and topic and question.topic.path.startswith(topic.path))


def _blockers(places: list[Place]) -> list[Blocker]:
    if not places:
        return [Blocker("no_questions")]
    named = [place.slot.question for place in places if place.slot.question]
    pooled = [one for place in places if place.slot.topic for one in place.questions]
    unready = [Blocker("not_ready", one) for one in named if one.state != QuestionState.READY]
    asked = {one.pk: one for one in [*named, *pooled] if one.state == QuestionState.READY}
    broken = [Blocker(code, one, part) for one in asked.values() for part, code in problems_of(content_of(one))]
    outdated = [Blocker("outdated", one) for one in asked.values() if one.outdated]
    repeated = [Blocker("twice", one) for one in _repeated([*named, *pooled])]
    return unready + broken + outdated + _small_pools(places) + repeated


def _small_pools(places: list[Place]) -> list[Blocker]:
    return [
        Blocker("small_pool", topic=place.slot.topic, counts=(len(place.questions), place.slot.draws))
        for place in places
        if place.slot.topic and len(place.questions) < place.slot.draws
    ]


def _repeated(questions: list[Question]) -> list[Question]:
    """Questions that one attempt could meet twice: named and in a pool, or in the pools of a topic and one above."""
    keys = [one.pk for one in questions]
    return list({one.pk: one for one in questions if keys.count(one.pk) > 1}.values())


def _content_hash(rules: dict[str, Any], frozen: list[tuple[QuizSlot, list[QuestionVersion]]]) -> str:
    hashed = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in rules.items()}
    slots = [
        (sorted(version.content_hash for version in versions), slot.draws, slot.points) for slot, versions in frozen
    ]
    return fingerprint([hashed, slots])


def _cut(
    quiz: Quiz, number: int, rules: dict[str, Any], frozen: list[tuple[QuizSlot, list[QuestionVersion]]], **fields: Any
) -> QuizVersion:
    version = QuizVersion.objects.create(quiz=quiz, number=number, **rules, **fields)
    slots = QuizVersionSlot.objects.bulk_create(
        QuizVersionSlot(
            quiz_version=version,
            position=position,
            question_version=None if slot.topic_id else versions[0],
            topic_id=slot.topic_id,
            draws=slot.draws,
            points=slot.points,
        )
        for position, (slot, versions) in enumerate(frozen, start=1)
    )
    pool = QuizVersionSlot.pool.through
    pool.objects.bulk_create(
        pool(quizversionslot_id=cut.pk, questionversion_id=one.pk)
        for cut, (slot, versions) in zip(slots, frozen, strict=True)
        if slot.topic_id
        for one in versions
    )
    return version
