"""Cutting versions of questions: what learners may have seen is never changed, only followed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from core.fingerprint import fingerprint
from quizzes.domain.answer_keys import as_written, key_of
from quizzes.domain.content import content_of
from quizzes.domain.diff import moves_texts
from quizzes.models import Question, QuestionVersion

CHOICES = ("single", "multiple")


def freeze_questions(questions: Iterable[Question], *, now: datetime, by: User | None) -> dict[int, QuestionVersion]:
    """The version that stands for each question as it is now, by question id: the latest one where nothing changed.

    Two queries whatever the number of questions, three when something changed. The caller holds the transaction.
    """
    contents = {question.pk: content_of(question) for question in questions}
    latest = latest_versions(contents)
    fresh = [
        _version(pk, content, latest.get(pk), published_at=now, published_by=by)
        for pk, content in contents.items()
        if pk not in latest or not _says(latest[pk], content)
    ]
    return latest | {version.question_id: version for version in QuestionVersion.objects.bulk_create(fresh)}


def versions_to_try(questions: Iterable[Question], *, now: datetime, by: User) -> dict[int, QuestionVersion]:
    """As ``freeze_questions``, but what is new is made for a preview: no learner meets it, no number is taken."""
    contents = {question.pk: content_of(question) for question in questions}
    latest = latest_versions(contents)
    fresh = [
        QuestionVersion(
            question_id=pk,
            number=0,
            content=content,
            content_hash=fingerprint(content),
            is_preview=True,
            published_at=now,
            published_by=by,
        )
        for pk, content in contents.items()
        if pk not in latest or not _says(latest[pk], content)
    ]
    return latest | {version.question_id: version for version in QuestionVersion.objects.bulk_create(fresh)}


def latest_versions(question_ids: Iterable[int]) -> dict[int, QuestionVersion]:
    """The newest version of each question that has one, by question id, in one query."""
    versions = QuestionVersion.objects.filter(question__in=list(question_ids), is_preview=False).order_by("number")
    return {version.question_id: version for version in versions}


def changes_score(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether two contents of a question differ in what is right or in what can be chosen, not only in words.

    Options in another order are the same options; options that have exchanged their words are not.
    """
    return _scored(as_written(old)) != _scored(as_written(new)) or moves_texts(old, new)


def _says(version: QuestionVersion, content: dict[str, Any]) -> bool:
    # Pairs that a correction re-made are the same pairs in the author's form, which knows no ids of right sides.
    return version.content_hash == fingerprint(content) or as_written(version.content) == content


def _scored(content: Mapping[str, Any]) -> list[Any]:
    ids = [
        sorted(one["id"] for one in part.get(name, []))
        for part in content["parts"]
        for name in ("options", "pairs", "items", "criteria")
    ]
    types = {part["id"]: part["type"] for part in content["parts"]}
    keys = {part: sorted(key) if types[part] in CHOICES else key for part, key in key_of(content).items()}
    return [list(types.items()), ids, keys]


def _version(pk: int, content: dict[str, Any], latest: QuestionVersion | None, **fields: Any) -> QuestionVersion:
    return QuestionVersion(
        question_id=pk,
        number=latest.number + 1 if latest else 1,
        content=content,
        content_hash=fingerprint(content),
        changes_score=changes_score(latest.content, content) if latest else True,
        **fields,
    )
