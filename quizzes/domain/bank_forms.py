"""Questions of the bank as plain data and back, many at a time: what files are compared with and written from."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.search.backends import get_search_backends

from accounts.models import User
from agencies.models import Team
from core.tidying import tidy, tidy_line
from quizzes.domain.content import content_of
from quizzes.domain.merging import LANGUAGES, TRILINGUAL, raw_parts
from quizzes.domain.question_labels import Labels
from quizzes.domain.question_texts import search_text_of
from quizzes.domain.question_translations import remember_changes, texts_by_path
from quizzes.models import Question, Response

Form = dict[str, Any]
BATCH = 200
WRITTEN_FIELDS = [
    *(f"{name}_{code}" for name in TRILINGUAL for code in LANGUAGES),
    "topic",
    "difficulty",
    "state",
    "updated_at",
    "changed_by",
    "parts",
    "search_text",
    "outdated",
]


def form_of(question: Question) -> Form:
    """Its texts, parts, topic, norms and difficulty, written tidily. Topic and norms must have been fetched."""
    content = content_of(question)
    return _tidied(content) | {
        "source": {code: tidy_line(text) for code, text in content["source"].items()},
        "topic": question.topic.slug if question.topic else "",
        "norms": sorted(norm.code for norm in question.norms.all()),
        "difficulty": question.difficulty,
    }


def is_whole(question: Question) -> bool:
    """Whether its parts can be read: a draft may be without the number that is to be entered."""
    return all(child.block_type != "number" or child.value["value"] is not None for child in question.parts)


def with_answers(keys: Iterable[str]) -> set[str]:
    """Those of ``keys`` whose questions learners have answered."""
    answered = Response.objects.filter(answer__isnull=False, attempt__is_preview=False)
    return set(
        answered.filter(question_version__question__key__in=list(keys))
        .values_list("question_version__question__key", flat=True)
        .distinct()
    )


def by_key(keys: Collection[str], *, lock: bool = False) -> dict[str, Question]:
    """The questions with these codes, with topic and norms; with ``lock`` nobody changes them in this transaction."""
    questions = Question.objects.filter(key__in=keys)
    questions = questions.select_for_update(of=("self",)) if lock else questions
    return {one.key: one for one in questions.select_related("topic").prefetch_related("norms")}


@transaction.atomic
def write_forms(
    forms: Mapping[str, tuple[Form, str]],
    questions: Mapping[str, Question],
    labels: Labels,
    *,
    owner: User,
    team: Team | None,
    now: datetime,
) -> None:
    """Save each form and state under its key: over the question that has it in ``questions``, else as a new one of
    ``owner`` and ``team``.

    A few queries for any number of questions. The search index follows at once; who counts references to topics and
    owners finds new ones after ``rebuild_references_index``.
    """
    written = [
        _filled(questions.get(key) or Question(key=key, owner=owner, team=team), form, state, labels, now, owner)
        for key, (form, state) in forms.items()
    ]
    new, old = [one for one in written if not one.pk], [one for one in written if one.pk]
    Question.objects.bulk_create(new, batch_size=BATCH)
    # One upsert for many rows: bulk_update takes some ten times as long for as many columns.
    Question.objects.bulk_create(
        old, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN_FIELDS
    )
    _write_norms(forms, written, labels)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Question, written)


def _filled(question: Question, form: Form, state: str, labels: Labels, now: datetime, by: User) -> Question:
    before = texts_by_path(question)
    for name in TRILINGUAL:
        for code in LANGUAGES:
            setattr(question, f"{name}_{code}", form[name][code])
    question.topic = labels.topics.get(form["topic"])
    question.difficulty, question.state, question.updated_at = form["difficulty"], state, now
    question.changed_by = by
    question.parts = raw_parts(form)
    question.search_text = search_text_of(question)
    remember_changes(question, before)
    return question


def _write_norms(forms: Mapping[str, tuple[Form, str]], questions: Collection[Question], labels: Labels) -> None:
    through = Question.norms.through
    through.objects.filter(question__in=[one.pk for one in questions]).delete()
    through.objects.bulk_create(
        (
            through(question_id=question.pk, norm_id=labels.norms[code].pk)
            for question in questions
            for code in forms[question.key][0]["norms"]
        ),
        batch_size=BATCH,
    )


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [_tidied(one) for one in value]
    return {name: _tidied(one) for name, one in value.items()} if isinstance(value, dict) else value
