"""T3: "take the quiz as a learner" is one press, with a banner, and works for a quiz that nobody has published."""

import pytest
from django.urls import reverse

from courses.models import QuizPage
from learning.models import Enrolment, ItemCompletion
from quizzes.models import Attempt, QuizSlot
from tests.factories import make_question, make_trainer
from tests.workshop.conftest import client_of, in_english, text_of

pytestmark = pytest.mark.django_db
BANNER = "Вы проходите тест как слушатель"


@pytest.fixture
def page(course) -> QuizPage:
    """The quiz page of the course, a draft, with one question."""
    found = QuizPage.objects.get()
    QuizSlot.objects.create(quiz=found.quiz, question=make_question())
    return found


def test_one_press_starts_the_real_quiz_with_a_banner_and_nothing_counts(trainer, page):
    client = client_of(trainer)

    started = client.post(reverse("workshop:try", args=[page.translation_key]))
    question = client.get(started["Location"])
    attempt = Attempt.objects.get()
    summary = client.get(f"/ru/attempts/{attempt.public_id}/summary/")
    client.post(f"/ru/attempts/{attempt.public_id}/summary/")
    result = client.get(f"/ru/attempts/{attempt.public_id}/result/")

    assert [BANNER in text_of(one) for one in (question, summary, result)] == [True, True, True]
    attempt.refresh_from_db()
    assert (attempt.is_preview, attempt.state) == (True, "graded")
    assert (Enrolment.objects.count(), ItemCompletion.objects.count()) == (0, 0)
    back = client.get(reverse("workshop:quiz", args=[page.translation_key]))
    assert back["Location"] == reverse("workshop:course", args=[page.get_parent().get_parent().translation_key])


def test_empty_quiz_says_what_is_missing(trainer, course):
    page = QuizPage.objects.get()

    response = client_of(trainer).post(reverse("workshop:try", args=[page.translation_key]), follow=True)

    assert "The quiz has no questions yet." in text_of(response)
    assert Attempt.objects.count() == 0


def test_quiz_of_another_team_is_not_found(page):
    stranger = client_of(in_english(make_trainer()))
    address = reverse("workshop:try", args=[page.translation_key])

    assert stranger.post(address)["Location"] == f"/ru{address}"
    assert Attempt.objects.count() == 0
