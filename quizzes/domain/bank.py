"""Writing into the question bank from outside the admin: the given state wins, and writing it twice changes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from agencies.models import Team
from quizzes.choices import QuestionState
from quizzes.domain.question_texts import search_text_of
from quizzes.models import Norm, Question, Quiz, QuizSlot, Topic


@transaction.atomic
def write_question(
    key: str,
    *,
    fields: Mapping[str, str],
    parts: list[dict[str, Any]],
    topic: Topic | None = None,
    norms: Sequence[Norm] = (),
    difficulty: str = "",
    team: Team | None = None,
) -> Question:
    """The question with this key, ready to be asked. ``parts`` is the raw form of the StreamField.

    A question whose texts and parts are the same already is left as it is, also when it was retired. A topic, norms
    or difficulty that are not given stay as they were, and so does the team.
    """
    question = Question.objects.filter(key=key).first() or Question(key=key, team=team)
    if question.pk is None or not _is_same(question, fields, parts):
        for name, value in fields.items():
            setattr(question, name, value)
        question.parts, question.state, question.outdated = parts, QuestionState.READY, {}
        question.search_text = search_text_of(question)
        question.save()
    _label(question, topic, norms, difficulty)
    return question


def retire_question(question: Question) -> None:
    """Keep the question out of every quiz that is published from now on."""
    question.state = QuestionState.RETIRED
    question.save(update_fields=["state", "updated_at"])


@transaction.atomic
def write_quiz(quiz: Quiz | None, *, rules: Mapping[str, Any], questions: Sequence[Question]) -> Quiz:
    """``quiz``, or a new one, with these rules and exactly these questions in this order, one point each."""
    if quiz is None:
        quiz = Quiz.objects.create(**rules)
    elif any(getattr(quiz, name) != value for name, value in rules.items()):
        for name, value in rules.items():
            setattr(quiz, name, value)
        quiz.save()
    slots = QuizSlot.objects.filter(quiz=quiz).order_by("sort_order", "pk")
    if list(slots.values_list("question_id", flat=True)) != [question.pk for question in questions]:
        slots.delete()
        QuizSlot.objects.bulk_create(
            QuizSlot(quiz=quiz, question=question, sort_order=place) for place, question in enumerate(questions)
        )
    return quiz


def add_questions(quiz: Quiz, keys: Sequence[str], *, by: User) -> None:
    """Put the questions with these codes at the end of the quiz, in this order; those that are in it stay in place."""
    there = set(QuizSlot.objects.filter(quiz=quiz).values_list("question__key", flat=True))
    questions = {one.key: one for one in Question.objects.filter(key__in=set(keys) - there)}
    last = QuizSlot.objects.filter(quiz=quiz).aggregate(last=Max("sort_order"))["last"]
    first = 0 if last is None else last + 1
    added = [questions[key] for key in keys if key in questions]
    QuizSlot.objects.bulk_create(
        QuizSlot(quiz=quiz, question=one, sort_order=place) for place, one in enumerate(added, first)
    )
    if added:
        quiz.changed_by = by
        quiz.save(update_fields=["changed_by", "updated_at"])


def _label(question: Question, topic: Topic | None, norms: Sequence[Norm], difficulty: str) -> None:
    labels = {"topic_id": topic.pk if topic else question.topic_id, "difficulty": difficulty or question.difficulty}
    if any(getattr(question, name) != value for name, value in labels.items()):
        for name, value in labels.items():
            setattr(question, name, value)
        question.save(update_fields=labels)
    if norms and set(question.norms.all()) != set(norms):
        question.norms.set(norms)
        question.norms.commit()


def _is_same(question: Question, fields: Mapping[str, str], parts: list[dict[str, Any]]) -> bool:
    return question.parts.get_prep_value() == parts and all(
        getattr(question, name) == value for name, value in fields.items()
    )
