"""T4: one press sends a course, two presses approve or return it; everybody concerned is told (features B1, ux 78)."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page, TaskState

from courses.models import LessonPage, QuizPage
from quizzes.models import Question, QuizSlot
from tests.factories import make_learner, make_question
from tests.workshop.conftest import client_of, text_of
from workshop.domain.reviewing import NotYours, approve, send_for_approval, waiting_for
from workshop.queries import board_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(course, trainer):
    """The course with nothing missing: its key."""
    course.summary = "О чём"
    course.save_revision()
    lesson, quiz = LessonPage.objects.get(), QuizPage.objects.get()
    lesson.body = [{"type": "text", "value": "<p>Слова</p>", "id": "one"}]
    lesson.save_revision()
    question = make_question(changed_by=trainer)
    QuizSlot.objects.create(quiz=quiz.quiz, question=question)
    return course.translation_key


def send(person, key):
    """Press "send for approval"."""
    return client_of(person).post(reverse("workshop:send", args=[key]))


def test_what_is_missing_is_listed_page_by_page_and_nothing_is_sent(trainer, course):
    response = send(trainer, course.translation_key)

    page = text_of(response)
    assert response.status_code == 422
    assert [
        sentence in page
        for sentence in ("</a>: Fill in: summary", "</a>: Fill in: lesson", "</a>: The quiz has no questions yet.")
    ] == [True, True, True]
    assert TaskState.objects.count() == 0


def test_one_press_sends_the_course_and_one_mail_goes_to_each_reviewer(
    trainer, whole, reviewer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(trainer, whole)

    assert response["Location"] == reverse("workshop:course", args=[whole])
    assert TaskState.objects.filter(status="in_progress").count() == 4
    (letter,) = mail.outbox
    assert letter.to == ["reviewer@example.org"]
    assert letter.subject == "Келісуіңізге: Надзор"
    assert [f"– {title}" in letter.body for title in ("Надзор", "Модуль 1", "Урок 1", "Тест")] == [True] * 4
    assert reverse("workshop:review", args=[whole]) in letter.body


def test_two_presses_approve_the_course_and_it_is_live_as_one_version(
    trainer, whole, reviewer, django_capture_on_commit_callbacks
):
    send(trainer, whole)
    client, address = client_of(reviewer), reverse("workshop:review", args=[whole])
    page = client.get(address)
    states = [str(one.pk) for one in waiting_for(reviewer)]
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"state": states, "approve": "1", "comment": ""})

    assert text_of(page).count("The page is new: learners have nothing of it yet.") == 4
    assert Page.objects.filter(live=True, depth__gte=4).count() == 4
    assert QuizPage.objects.get().quiz.versions.get().published_by == trainer
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["trainer@example.org"], "Согласовано: Надзор")
    assert board_of(trainer, whole).states() == {"live": 4}


def test_returned_pages_come_back_with_the_reason_and_are_sent_again(
    trainer, whole, reviewer, django_capture_on_commit_callbacks
):
    send(trainer, whole)
    client, address = client_of(reviewer), reverse("workshop:review", args=[whole])
    lesson = next(one for one in waiting_for(reviewer) if one.revision.object_id == str(LessonPage.objects.get().pk))
    mail.outbox.clear()

    refused = client.post(address, {"state": [str(lesson.pk)], "return": "1", "reason": ""})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"state": [str(lesson.pk)], "return": "1", "reason": "Статья 7, не 8."})

    assert refused.status_code == 422
    (letter,) = mail.outbox
    assert letter.to == ["trainer@example.org"]
    assert "Статья 7, не 8." in letter.body
    assert board_of(trainer, whole).states() == {"review": 3, "returned": 1}
    assert "Returned: 1. Course: Надзор" in text_of(client_of(trainer).get(reverse("wagtailadmin_home")))
    send(trainer, whole)
    assert board_of(trainer, whole).states() == {"review": 4}


def test_acc_14_reviewer_who_changed_a_question_cannot_approve_the_quiz(trainer, whole, reviewer):
    send(trainer, whole)
    Question.objects.update(changed_by=reviewer)
    address = reverse("workshop:review", args=[whole])
    states = [str(one.pk) for one in waiting_for(reviewer)]

    shown = client_of(reviewer).get(address)
    response = client_of(reviewer).post(address, {"state": states, "approve": "1"})

    assert "nobody publishes an examination alone" in text_of(shown)
    assert response.status_code == 422
    assert Page.objects.filter(live=True, depth__gte=4).count() == 0


def test_nobody_approves_what_is_not_put_before_them(trainer, whole, reviewer):
    send(trainer, whole)
    states = waiting_for(reviewer)

    assert waiting_for(trainer) == []
    for person in (trainer, make_learner()):
        with pytest.raises(NotYours):
            approve(states, by=person)


def test_decision_that_somebody_else_has_taken_is_told(trainer, whole, reviewer):
    send(trainer, whole)
    states = waiting_for(reviewer)
    approve(states, by=reviewer)

    with pytest.raises(NotYours):
        approve(states, by=reviewer)


def test_only_what_changed_is_sent_the_second_time(trainer, whole, reviewer):
    send(trainer, whole)
    approve(waiting_for(reviewer), by=reviewer)
    lesson = LessonPage.objects.get()
    lesson.body = [{"type": "text", "value": "<p>Новые слова</p>", "id": "one"}]
    lesson.save_revision(user=trainer)

    count = send_for_approval(board_of(trainer, whole), ["ru"], by=trainer)
    page = text_of(client_of(reviewer).get(reverse("workshop:review", args=[whole])))

    assert count == 1
    assert '<span class="deletion">Слова</span>' in page
    assert "Новые слова" in page
