"""A suitcase from its file to the drafts: looked at, told, taken over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from accounts.models import User
from agencies.models import Team
from core.uploads.unreadable import UnreadableFile
from workshop.domain.packing import NORM_FIELDS, PAGE_FIELDS, QUESTION_FIELDS, QUIZ_FIELDS, TERM_FIELDS, TOPIC_FIELDS
from workshop.domain.settling import MODELS, settle
from workshop.domain.unpacking import Change, changes_of
from workshop.formats.suitcase import media_bytes, opened_suitcase
from workshop.suitcase_records import CourseRecords

LANGUAGES = frozenset({"ru", "kk", "en"})


def look_into(path: Path, *, by: User | None) -> tuple[str, list[Change]]:
    """The title of the course in the file, and what taking it over would change. Raises ``UnreadableFile``."""
    with opened_suitcase(path) as (records, _archive), _told():
        _check(records)
        return records.title, changes_of(records, by=by)


def take_over(path: Path, *, by: User | None) -> Team:
    """Take the course over, all of it or nothing; returns its team.

    Raises ``UnreadableFile`` and ``workshop.domain.settling.NotTaken``.
    """
    with opened_suitcase(path) as (records, archive), _told():
        _check(records)
        return settle(records, lambda record: media_bytes(archive, record), by=by)


@contextmanager
def _told() -> Iterator[None]:
    """A file whose values no site can have made is damaged, whichever of them it was."""
    try:
        yield
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError, DatabaseError) as error:
        raise UnreadableFile("suitcase", place="course") from error


def _check(records: CourseRecords) -> None:
    """Nothing is set that a suitcase of ours does not carry."""
    allowed: list[tuple[Sequence[Any], tuple[str, ...]]] = [
        (records.quizzes, QUIZ_FIELDS),
        (records.questions, QUESTION_FIELDS),
        (records.topics, TOPIC_FIELDS),
        (records.norms, NORM_FIELDS),
        (records.terms, TERM_FIELDS),
    ]
    for rows, names in allowed:
        if any(set(one.fields) != set(names) for one in rows):
            raise UnreadableFile("suitcase", place="fields")
    for page in records.pages:
        known = page.model in MODELS and page.language in LANGUAGES and page.source in {"", *LANGUAGES}
        if not known or not set(page.fields) <= set(PAGE_FIELDS) or not page.fields.get("title"):
            raise UnreadableFile("suitcase", place="pages")
