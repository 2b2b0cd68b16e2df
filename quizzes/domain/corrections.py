"""Putting a wrong key right: proposing, bringing into force, undoing. Who may do it is asked by the views."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from core.fingerprint import fingerprint
from quizzes.choices import CorrectionRule, CorrectionState
from quizzes.domain.corrected_quizzes import PARKED, publish_corrected
from quizzes.domain.regrading import count_graded
from quizzes.domain.sheets import IN_FORCE
from quizzes.models import Attempt, KeyCorrection, Question, QuestionVersion, RegradeEntry

UNDO_PERIOD = timedelta(days=7)
IN_WORK = (CorrectionState.RUNNING, CorrectionState.UNDOING)
# Only this rule may take points away: it needs a second person (QUIZ-14).
LOWERING_RULES = (CorrectionRule.NEW,)


class CorrectionRefused(Exception):
    """``code`` names why: same_key, waiting, busy, same_person, not_waiting, not_applied, too_late."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def propose_correction(
    faulty: QuestionVersion, content: Mapping[str, Any], *, rule: str, reason: str, by: User, now: datetime
) -> KeyCorrection:
    """A correction of ``faulty`` to ``content``, which differs from it in the key only; nothing takes effect yet.

    Raises ``CorrectionRefused``.
    """
    question = Question.objects.select_for_update().get(pk=faulty.question_id)
    if rule != CorrectionRule.ALL and faulty.content == content and not in_force(faulty):
        raise CorrectionRefused("same_key")
    if question.versions.filter(number=PARKED).exists():
        raise CorrectionRefused("waiting")
    return KeyCorrection.objects.create(
        faulty=faulty,
        corrected=_corrected_version(question, faulty, content, by=by, now=now),
        rule=rule,
        reason=reason,
        proposed_by=by,
        proposed_at=now,
    )


@transaction.atomic
def apply_correction(correction: KeyCorrection, *, by: User, now: datetime) -> KeyCorrection:
    """Bring the proposed correction into force: new attempts ask the corrected version, sheets are graded with it.

    Attempts graded before are still to be counted again: the state says so. Raises ``CorrectionRefused``.
    """
    correction = KeyCorrection.objects.select_for_update().select_related("faulty", "corrected").get(pk=correction.pk)
    if correction.state != CorrectionState.DRAFT:
        raise CorrectionRefused("not_waiting")
    if needs_second_person(correction.rule) and by.pk == correction.proposed_by_id:
        raise CorrectionRefused("same_person")
    _refuse_while_busy()
    publish_corrected(correction.corrected, by=by, now=now)
    changes_past = correction.rule != CorrectionRule.FUTURE
    correction.state = CorrectionState.RUNNING if changes_past else CorrectionState.APPLIED
    correction.confirmed_by, correction.applied_at = by, now
    correction.total = count_graded(correction.faulty) if changes_past else 0
    correction.save(update_fields=["state", "confirmed_by", "applied_at", "total"])
    after = {"rule": correction.rule, "question": correction.faulty.question_id, "attempts": correction.total}
    record(Event.KEY_CORRECTED, actor=by.pk, subject=correction, after=after, reason=correction.reason)
    return correction


@transaction.atomic
def withdraw_correction(correction: KeyCorrection) -> None:
    """Drop a proposal that nobody confirmed. Raises ``CorrectionRefused``."""
    correction = KeyCorrection.objects.select_for_update().select_related("corrected").get(pk=correction.pk)
    if correction.state != CorrectionState.DRAFT:
        raise CorrectionRefused("not_waiting")
    correction.delete()
    if correction.corrected.number == PARKED:
        correction.corrected.delete()


@transaction.atomic
def start_undo(correction: KeyCorrection, *, by: User, now: datetime) -> KeyCorrection:
    """Take the correction out of force; the attempts are still to be counted again. Raises ``CorrectionRefused``.

    The question keeps its corrected key, and whoever passed by it keeps what came of that.
    """
    correction = KeyCorrection.objects.select_for_update().get(pk=correction.pk)
    if correction.state != CorrectionState.APPLIED:
        raise CorrectionRefused("not_applied")
    if not may_undo(correction, now):
        raise CorrectionRefused("too_late")
    _refuse_while_busy()
    changes_past = correction.rule != CorrectionRule.FUTURE
    correction.state = CorrectionState.UNDOING if changes_past else CorrectionState.UNDONE
    correction.undone_by, correction.undone_at, correction.done = by, now, 0
    correction.total = count_graded(correction.faulty) if changes_past else 0
    correction.save(update_fields=["state", "undone_by", "undone_at", "done", "total"])
    record(Event.KEY_CORRECTED, actor=by.pk, subject=correction, after={"undone": True, "attempts": correction.total})
    return correction


def needs_second_person(rule: str) -> bool:
    """Whether a correction by this rule may lower somebody's points."""
    return rule in LOWERING_RULES


def may_undo(correction: KeyCorrection, now: datetime) -> bool:
    """Whether the correction is in force and not older than seven days."""
    applied = correction.applied_at
    return correction.state == CorrectionState.APPLIED and applied is not None and now - applied <= UNDO_PERIOD


def in_force(version: QuestionVersion) -> KeyCorrection | None:
    """The newest correction that answers to this version are graded with."""
    corrections = version.corrections.filter(state__in=IN_FORCE).select_related("corrected")
    return corrections.order_by("-applied_at", "-pk").first()


def recounted_on(attempt: Attempt) -> RegradeEntry | None:
    """The last change a correction made to the attempt's points, with the correction and its reason; None: none."""
    return attempt.regrades.select_related("correction").order_by("-written_at", "-pk").first()


def _refuse_while_busy() -> None:
    # Two runs at once would book each other's changes to one sheet.
    if KeyCorrection.objects.filter(state__in=IN_WORK).exists():
        raise CorrectionRefused("busy")


def _corrected_version(
    question: Question, faulty: QuestionVersion, content: Mapping[str, Any], *, by: User, now: datetime
) -> QuestionVersion:
    """A parked version, or the newest one where it says just that already."""
    if content == faulty.content and not in_force(faulty):
        return faulty
    content_hash = fingerprint(content)
    newest = question.versions.order_by("-number").first()
    if newest and newest.content_hash == content_hash:
        return newest
    return question.versions.create(
        number=PARKED, content=content, content_hash=content_hash, published_at=now, published_by=by
    )
