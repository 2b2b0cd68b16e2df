"""Where questions, topics and norms are used, and what follows from that for changing them."""

from typing import Any

from django.db.models import CharField, Count, ExpressionWrapper, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from quizzes.domain.bank_forms import is_whole
from quizzes.domain.content import content_of
from quizzes.domain.versions import changes_score, latest_versions
from quizzes.models import Norm, Question, QuestionVersion, Quiz, QuizSlot, QuizVersionSlot, Response, Topic


def quizzes_using(question: Question) -> QuerySet[Quiz]:
    """The quizzes that name the question or draw from its topic or one above it."""
    asks = Q(question=question)
    if question.topic:
        asks |= Q(topic__in=[question.topic, *question.topic.get_ancestors()])
    return Quiz.objects.filter(pk__in=QuizSlot.objects.filter(asks).values("quiz"))


def with_usage(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Each with ``quiz_count`` (quizzes that name it or draw from its topic) and ``version_count``."""
    asking = (
        QuizSlot.objects.annotate(topic_path=ExpressionWrapper(OuterRef("topic__path"), output_field=CharField()))
        .filter(Q(question=OuterRef("pk")) | Q(topic_path__startswith=F("topic__path")))
        .order_by()
    )
    versions = QuestionVersion.objects.filter(question=OuterRef("pk"), is_preview=False).order_by()
    return questions.annotate(
        quiz_count=_counted(asking, "COUNT(DISTINCT %(expressions)s)", "quiz"),
        version_count=_counted(versions, "COUNT(%(expressions)s)", "pk"),
    )


def is_answered(question: Question) -> bool:
    """Whether a learner has answered any version of the question; previews do not count."""
    answers = Response.objects.filter(question_version__question=question, answer__isnull=False)
    return answers.filter(attempt__is_preview=False).exists()


def version_with_other_key(question: Question) -> QuestionVersion | None:
    """The newest version if learners have answered the question and its key is no longer that of the question.

    Such a change must go through a correction, which decides what becomes of the answers (ux 80, T6).
    """
    version = latest_versions([question.pk]).get(question.pk) if question.pk else None
    if version is None or not is_answered(question):
        return None
    if is_whole(question) and not changes_score(version.content, content_of(question)):
        return None
    return version


def is_label_in_use(label: Topic | Norm) -> bool:
    """Whether taking the topic or norm away would leave something without it, topics below included."""
    if isinstance(label, Norm):
        return Question.objects.filter(norms=label).exists()
    counts = Topic.objects.filter(pk=label.pk).aggregate(
        questions=Count("questions", distinct=True), slots=Count("slots", distinct=True)
    )
    frozen = QuizVersionSlot.objects.filter(topic=label).exists()
    return bool(label.numchild or counts["questions"] or counts["slots"] or frozen)


def _counted(rows: QuerySet[Any], template: str, field: str) -> Subquery:
    counted = rows.annotate(counted=Func(F(field), template=template, output_field=IntegerField()))
    return Subquery(counted.values("counted"))
