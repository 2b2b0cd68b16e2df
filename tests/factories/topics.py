"""Topics of the bank, and quizzes that draw from them."""

from quizzes.domain.publishing import freeze_quiz
from quizzes.models import Question, Quiz, QuizSlot, Topic
from tests.factories.numbers import numbers
from tests.factories.quizzes import PUBLISHED_AT, make_question


def make_topic(*, below: Topic | None = None, questions: int = 0) -> Topic:
    """A topic with so many ready questions of its own."""
    number = next(numbers)
    fields = {"slug": f"topic-{number}", "name_ru": f"Тема {number}", "name_kk": f"Тақырып {number}"}
    topic = Topic.objects.get(pk=below.pk).add_child(**fields) if below else Topic.add_root(**fields)
    for _place in range(questions):
        make_question(topic=topic)
    return topic


def make_drawing_quiz(*draws: tuple[Topic, int], fixed: tuple[Question, ...] = (), **fields: object) -> Quiz:
    """A quiz, not frozen yet, of fixed questions and so many drawn from each topic."""
    quiz = Quiz.objects.create(**{"name": f"Quiz {next(numbers)}"} | fields)
    for place, question in enumerate(fixed):
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
    for place, (topic, count) in enumerate(draws, start=len(fixed)):
        QuizSlot.objects.create(quiz=quiz, topic=topic, draws=count, sort_order=place)
    return quiz


def publish(quiz: Quiz) -> Quiz:
    """Frozen as it is now."""
    freeze_quiz(quiz, now=PUBLISHED_AT)
    return quiz
