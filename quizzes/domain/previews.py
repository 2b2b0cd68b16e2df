"""Taking a quiz as a learner would, before or after it is published, without leaving a trace (QUIZ-17, ux 77).

A preview has a version of its own, made of the quiz as it stands, that no learner is ever given. Both go when the next
preview begins, and at night.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from accounts.models import User
from quizzes.domain.attempts import new_attempt
from quizzes.domain.publishing import QuizNotReady, freeze_for_preview, preview_blockers
from quizzes.models import Attempt, QuestionVersion, Quiz, QuizVersion, Response

KEPT = timedelta(days=1)


@transaction.atomic
def start_preview(person: User, quiz: Quiz, *, item_key: UUID, language: str, now: datetime) -> Attempt:
    """An attempt that counts nowhere and is held to no limit; the person's earlier preview of the quiz goes.

    Texts that are not translated yet are shown in another language, drafts count as ready. Raises ``QuizNotReady``
    where something cannot be asked at all.
    """
    _remove(Attempt.objects.filter(is_preview=True, learner=person, quiz=quiz))
    if blockers := preview_blockers(quiz):
        raise QuizNotReady(blockers)
    version = freeze_for_preview(quiz, now=now, by=person)
    return new_attempt(person, version, now=now, number=0, item_key=item_key, language=language, is_preview=True)


def remove_previews(*, now: datetime) -> int:
    """Remove every preview that was begun more than a day ago; returns how many."""
    return _remove(Attempt.objects.filter(is_preview=True, started_at__lt=now - KEPT))


@transaction.atomic
def _remove(attempts: QuerySet[Attempt]) -> int:
    found = list(attempts.values_list("pk", "quiz_version"))
    numbers = [pk for pk, _version in found]
    asked = set(Response.objects.filter(attempt__in=numbers).values_list("question_version", flat=True))
    Response.objects.filter(attempt__in=numbers).delete()
    Attempt.objects.filter(pk__in=numbers).delete()
    for version in QuizVersion.objects.filter(pk__in=[one for _pk, one in found], is_preview=True):
        asked |= set(version.slots.values_list("question_version", flat=True))
        asked |= set(version.slots.values_list("pool", flat=True))
        version.slots.all().delete()
        version.delete()
    for made in QuestionVersion.objects.filter(pk__in=asked - {None}, is_preview=True):
        _forget(made)
    return len(found)


def _forget(version: QuestionVersion) -> None:
    """Unless something else refers to it by now, another preview or a version that was published since."""
    try:
        with transaction.atomic():
            version.delete()
    except ProtectedError:
        return
