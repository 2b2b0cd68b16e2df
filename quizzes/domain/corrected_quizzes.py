"""Bringing a corrected question into the quizzes that ask it, without what their authors have not published yet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max, OuterRef, Q, Subquery

from accounts.models import User
from core.fingerprint import fingerprint
from quizzes.domain.answer_keys import asks_the_same, raw_with_key
from quizzes.domain.publishing import RULE_FIELDS
from quizzes.domain.question_texts import search_text_of
from quizzes.models import Question, QuestionVersion, Quiz, QuizVersion, QuizVersionSlot

Asked = TypeVar("Asked", QuestionVersion, QuestionVersion | None)
# A version that waits for its second person stands outside the line of published ones.
PARKED = 0


def publish_corrected(corrected: QuestionVersion, *, by: User, now: datetime) -> None:
    """Let new attempts ask the corrected version, and the author's form show its key.

    Every quiz whose newest version asks the question in the same words, or may draw it, gets a version that differs
    in nothing else. The caller holds the transaction.
    """
    question = Question.objects.select_for_update().get(pk=corrected.question_id)
    if corrected.number == PARKED:
        corrected.number = (question.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        corrected.published_at, corrected.published_by = now, by
        corrected.save(update_fields=["number", "published_at", "published_by"])
    question.parts = raw_with_key(question.parts.get_prep_value(), corrected.content)
    question.search_text = search_text_of(question)
    question.save(update_fields=["parts", "search_text", "updated_at"])
    replaced = {
        version.pk
        for version in question.versions.exclude(pk=corrected.pk)
        if asks_the_same(version.content, corrected.content)
    }
    for version in _quizzes_asking(replaced):
        _cut_with(version, replaced, corrected, published_at=now, published_by=by)


def _quizzes_asking(versions: set[int]) -> Iterable[QuizVersion]:
    """The newest version of every quiz that asks one of these question versions, or may draw it."""
    newest = (
        QuizVersion.objects.filter(quiz=OuterRef("quiz"), is_preview=False).order_by("-number").values("number")[:1]
    )
    asking = Q(slots__question_version__in=versions) | Q(slots__pool__in=versions)
    quizzes = QuizVersion.objects.filter(asking).values("quiz")
    # Whoever publishes one of them now waits, or is waited for.
    list(Quiz.objects.select_for_update().filter(pk__in=quizzes).order_by("pk").values("pk"))
    found = QuizVersion.objects.filter(asking, is_preview=False, number=Subquery(newest)).values("pk")
    return list(QuizVersion.objects.filter(pk__in=found).order_by("pk"))


def _cut_with(version: QuizVersion, replaced: set[int], corrected: QuestionVersion, **fields: Any) -> QuizVersion:
    """A copy of ``version`` that asks ``corrected`` instead; what its author has not published yet stays out."""
    slots = list(version.slots.select_related("question_version").prefetch_related("pool"))
    rules = {name: getattr(version, name) for name in RULE_FIELDS}
    made = QuizVersion.objects.create(
        quiz_id=version.quiz_id,
        number=version.number + 1,
        content_hash=_content_hash(rules, slots, replaced, corrected),
        **rules,
        **fields,
    )
    copies = [
        QuizVersionSlot(
            quiz_version=made,
            position=slot.position,
            question_version=_exchanged(slot.question_version, replaced, corrected),
            topic_id=slot.topic_id,
            draws=slot.draws,
            points=slot.points,
        )
        for slot in slots
    ]
    QuizVersionSlot.objects.bulk_create(copies)
    pool = QuizVersionSlot.pool.through
    pool.objects.bulk_create(
        pool(quizversionslot=copy, questionversion_id=pk)
        for slot, copy in zip(slots, copies, strict=True)
        for pk in sorted({_exchanged(one, replaced, corrected).pk for one in slot.pool.all()})
    )
    return made


def _exchanged(version: Asked, replaced: set[int], corrected: QuestionVersion) -> Asked | QuestionVersion:
    return corrected if version and version.pk in replaced else version


def _content_hash(
    rules: dict[str, Any], slots: list[QuizVersionSlot], replaced: set[int], corrected: QuestionVersion
) -> str:
    hashed = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in rules.items()}
    asked = [(_asked(slot, replaced, corrected), slot.draws, slot.points) for slot in slots]
    return fingerprint([hashed, asked])


def _asked(slot: QuizVersionSlot, replaced: set[int], corrected: QuestionVersion) -> list[str]:
    """What the slot asks once the versions are exchanged, by content."""
    asked = [slot.question_version] if slot.question_version else slot.pool.all()
    return sorted({_exchanged(one, replaced, corrected).content_hash for one in asked})
