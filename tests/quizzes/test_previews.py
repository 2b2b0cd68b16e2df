"""An author tries a quiz and nothing of it stays (QUIZ-17, ux 77)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from quizzes.choices import QuestionState
from quizzes.domain.previews import remove_previews, start_preview
from quizzes.domain.publishing import QuizNotReady, freeze_quiz, latest_version
from quizzes.models import Attempt, Question, QuestionVersion, QuizVersion, QuizVersionSlot, Response
from tests.factories import make_learner, make_published_quiz, make_question, make_quiz

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
TABLES = (Attempt, Response, QuizVersion, QuizVersionSlot, QuestionVersion)


def rows() -> list[int]:
    """How many there are of everything that a preview writes."""
    return [model.objects.count() for model in TABLES]


def start(person, quiz) -> Attempt:
    return start_preview(person, quiz, item_key=uuid4(), language="ru", now=NOW)


def reword(question: Question) -> None:
    """Another explanation: learners do not have it yet."""
    question.feedback_ru = "Иначе"
    question.save()


@pytest.mark.parametrize("published", [True, False])
def test_quiz_17_preview_leaves_no_row_behind(published):
    draft = make_question(state=QuestionState.DRAFT)
    quiz = make_published_quiz() if published else make_quiz(draft)
    if published:
        reword(quiz.slots.first().question)
    before = rows()

    attempt = start(make_learner(), quiz)
    during = rows()
    early = remove_previews(now=NOW + timedelta(hours=23))
    late = remove_previews(now=LATER)

    assert attempt.responses.count() == 0
    assert during[0] == before[0] + 1
    assert (early, late, rows()) == (0, 1, before)


def test_preview_shows_the_quiz_as_it_stands_and_learners_get_what_was_published():
    quiz = make_published_quiz()
    published = latest_version(quiz)
    question = quiz.slots.first().question
    reword(question)

    attempt = start(make_learner(), quiz)

    told = [row.question_version.content["feedback"]["ru"] for row in attempt.responses.order_by("position")]
    assert "Иначе" in told
    assert latest_version(quiz) == published
    assert freeze_quiz(quiz, now=LATER).number == published.number + 1
    assert question.versions.filter(is_preview=False).order_by("-number").first().number == 2


def test_second_preview_takes_the_place_of_the_first():
    person, quiz = make_learner(), make_quiz()

    first = start(person, quiz)
    second = start(person, quiz)

    assert list(Attempt.objects.all()) == [second]
    assert not QuizVersion.objects.filter(pk=first.quiz_version_id).exists()


def test_previews_of_two_people_do_not_disturb_each_other():
    quiz = make_quiz()

    attempts = [start(make_learner(), quiz), start(make_learner(), quiz)]

    assert [one.responses.count() for one in attempts] == [2, 2]
    assert remove_previews(now=LATER) == 2
    assert rows() == [0, 0, 0, 0, 0]


def test_quiz_without_questions_cannot_be_tried():
    quiz = make_quiz()
    quiz.slots.all().delete()

    with pytest.raises(QuizNotReady):
        start(make_learner(), quiz)

    assert rows() == [0, 0, 0, 0, 0]
