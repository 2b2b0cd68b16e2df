"""From what was read out of a file to the bank: first a preview that changes nothing, then exactly that (IMP-01)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from agencies.models import Team
from agencies.team_rules import within_teams
from audit.choices import Event
from audit.domain import recording
from core.fingerprint import fingerprint
from quizzes.choices import QuestionState
from quizzes.domain.bank import add_questions
from quizzes.domain.bank_forms import by_key, form_of, is_whole, with_answers, write_forms
from quizzes.domain.content import problems_of
from quizzes.domain.merging import changes_key, merged, mixes_languages
from quizzes.domain.question_labels import Labels, Problem
from quizzes.models import Question, QuestionImport

NEW, CHANGED, UNCHANGED, PROBLEM = "new", "changed", "unchanged", "problem"
TAKEN = (NEW, CHANGED)
Row = dict[str, Any]
Form = dict[str, Any]


class BankChanged(Exception):
    """The bank is no longer what the preview compared with; ``key`` is the first question that differs."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class ImportClosed(Exception):
    """The import was confirmed already."""


@dataclass(frozen=True)
class _Verdict:
    """What taking a question over would do: ``was`` identifies what it is compared with, ``form`` what comes out."""

    status: str
    was: str
    state: str = ""
    form: Form = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)


def judged_rows(read: Iterable[Mapping[str, Any]], owner: User) -> list[Row]:
    """Rows of a ``QuestionImport``, given ``{"line", "key", "question", "problems", "remarks"}`` in the file's order.

    ``owner`` is who brings the file: questions of other teams are not theirs to change. A row's "problems" are
    ``[code, params]``: with status "problem" they keep it out, otherwise they are remarks. "state" is the state the
    question will have.
    """
    given, labels = list(read), Labels()
    bank = _Bank({row["key"] for row in given}, owner)
    lines: dict[str, int] = {}
    # A row that could not be read may be without a code.
    firsts = [lines.setdefault(row["key"], row["line"]) if row["key"] else row["line"] for row in given]
    return [_judged_row(row, bank, labels, first) for row, first in zip(given, firsts, strict=True)]


@transaction.atomic
def confirm_import(record: QuestionImport, chosen: Collection[int], *, now: datetime) -> int:
    """Write the chosen rows, by their place in the list, and nothing else; returns how many questions were written.

    All or nothing. Raises ``BankChanged`` when a row would no longer do what its preview said, and ``ImportClosed``.
    """
    locked = QuestionImport.objects.select_for_update().get(pk=record.pk)
    if locked.confirmed_at:
        raise ImportClosed
    rows = [row for place, row in enumerate(locked.rows) if place in chosen and row["status"] in TAKEN]
    labels, bank = Labels(), _Bank({row["key"] for row in rows}, locked.owner, lock=True)
    forms = {}
    for row in rows:
        verdict = bank.verdict(row["key"], row["question"])
        if not labels.has_all(row["question"]) or _seen(verdict) != {name: row[name] for name in _seen(verdict)}:
            raise BankChanged(row["key"])
        forms[row["key"]] = (verdict.form, verdict.state)
    write_forms(forms, bank.questions, labels, owner=locked.owner, team=_team_for(locked), now=now)
    if locked.quiz:
        add_questions(locked.quiz, list(forms), by=locked.owner)
    locked.confirmed_at = record.confirmed_at = now
    locked.save(update_fields=["confirmed_at"])
    recording.record(Event.QUESTIONS_IMPORTED, actor=locked.owner_id, subject=locked, after={"questions": len(rows)})
    return len(rows)


def _team_for(record: QuestionImport) -> Team | None:
    """The quiz's team; without a quiz the owner's, if there is no choice."""
    if record.quiz:
        return record.quiz.team
    own = list(Team.objects.filter(user=record.owner)[:2])
    return own[0] if len(own) == 1 else None


def _judged_row(given: Mapping[str, Any], bank: "_Bank", labels: Labels, first_line: int) -> Row:
    row = {"line": given["line"], "key": given["key"], "question": given["question"]}
    problems = list(given["problems"])
    if first_line != given["line"]:
        problems.append(("duplicate", {"line": first_line}))
    if problems:
        return row | {"status": PROBLEM, "was": "", "state": "", "problems": problems}
    row["question"], remarks = labels.settled(given["question"])
    verdict = bank.verdict(row["key"], row["question"])
    told = [*given["remarks"], *remarks, *verdict.remarks] if verdict.status in TAKEN else verdict.remarks
    return row | _seen(verdict) | {"problems": told}


def _seen(verdict: _Verdict) -> Row:
    """What a preview shows of a verdict, and what must still hold when it is confirmed."""
    return {"status": verdict.status, "was": verdict.was, "state": verdict.state}


class _Bank:
    """What rows are compared with, read once for all of them."""

    def __init__(self, keys: Collection[str], owner: User, *, lock: bool = False) -> None:
        self.questions = by_key(keys, lock=lock)
        taken = Question.objects.filter(key__in=self.questions)
        self.reached = set(within_teams(taken, owner).values_list("key", flat=True))
        self.answered = with_answers(self.questions)

    def verdict(self, key: str, incoming: Mapping[str, Any]) -> _Verdict:
        question = self.questions.get(key)
        if question is None:
            return _taken(NEW, "", merged(None, incoming), QuestionState.READY)
        if key not in self.reached:
            return _Verdict(PROBLEM, "", remarks=[("taken", {})])
        if not is_whole(question):
            return _taken(CHANGED, f"{question.updated_at}", merged(None, incoming), question.state)
        old = form_of(question)
        new, was = merged(old, incoming), fingerprint([old, question.state])
        if refusal := self._refusal(key, old, new, incoming):
            return _Verdict(PROBLEM, was, remarks=[(refusal, {})])
        if new == old:
            return _Verdict(UNCHANGED, was, question.state)
        remarks: list[Problem] = [("other_languages", {})] if mixes_languages(old, new, incoming) else []
        return _taken(CHANGED, was, new, question.state, remarks)

    def _refusal(self, key: str, old: Form, new: Form, incoming: Mapping[str, Any]) -> str:
        if "case" not in incoming and len(old["parts"]) > 1:
            return "scenario"
        return "answered" if key in self.answered and changes_key(old, new) else ""


def _taken(status: str, was: str, form: Form, state: str, remarks: Iterable[Problem] = ()) -> _Verdict:
    """A question that is finished comes in as ready, one that is not as a draft; a retired one stays retired."""
    missing = problems_of(form)
    becomes = QuestionState.DRAFT if missing else QuestionState.READY
    told = [*remarks, *((f"content_{code}", {"part": part}) for part, code in missing)]
    return _Verdict(status, was, str(QuestionState.RETIRED if state == QuestionState.RETIRED else becomes), form, told)
