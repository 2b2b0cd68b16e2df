"""What completes a course, and what a quiz waits for (ux 14, 15, 16; features A1)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from certificates.models import Certificate
from courses.models import Course
from courses.outlines import course_outline
from learning.checklist import checklist
from learning.choices import Status
from learning.domain.enrolment import enrol
from learning.domain.quiz_taking import LessonsFirst, start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from learning.queries import course_state
from quizzes.models import Attempt, QuizVersion, Response
from tests.factories import make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.pages import make_course_pages, make_lesson_pages, make_module_pages, make_quiz_pages
from tests.factories.quizzes import single

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def lessons(module):
    return [make_item(module, title=f"Lesson {number}") for number in (1, 2)]


def make_quiz_item(module, **fields):
    quiz = make_published_quiz(make_question(single()), pass_mark=60, pause_hours=0)
    return make_item(module, quiz=quiz, **fields)


def found(learner, module):
    return checklist(learner, course_state(learner, course_outline(module.course.slug)))


def hand_in(learner, item, answer):
    attempt = start_quiz(learner, item, language="ru", now=NOW)
    Response.objects.filter(attempt=attempt).update(answer={"p1": answer})
    return submit_quiz(attempt, language="ru", now=NOW)


def test_every_line_has_its_own_state(learner, module, lessons):
    quiz = make_quiz_item(module)
    complete_lesson(learner, lessons[0], language="ru", now=NOW)

    now = found(learner, module)

    assert (now.lessons_read, now.lessons_total, now.lessons_status) == (1, 2, Status.STARTED)
    assert [(line.item, line.pass_mark, line.status, line.waits_for) for line in now.quizzes] == [
        (quiz, 60, Status.NOT_STARTED, None)
    ]
    assert (now.certificate, now.straight_to) == (None, quiz)


def test_a_quiz_is_begun_not_passed_passed(learner, module):
    quiz, states = make_quiz_item(module), []
    enrol(learner, module.course, now=NOW)
    start_quiz(make_learner(), quiz, language="ru", now=NOW)  # somebody else's
    states.append(found(learner, module).quizzes[0].status)
    start_quiz(learner, quiz, language="ru", now=NOW)
    states.append(found(learner, module).quizzes[0].status)
    hand_in(learner, quiz, "wrong")
    states.append(found(learner, module).quizzes[0].status)
    hand_in(learner, quiz, "right")
    states.append(found(learner, module).quizzes[0].status)

    assert states == [Status.NOT_STARTED, Status.STARTED, Status.FAILED, Status.PASSED]
    assert found(learner, module).certificate == Certificate.objects.get(holder=learner)


def test_ux_14_a_quiz_after_the_lessons_waits_for_the_first_unread_one(learner, module, lessons):
    quiz = make_quiz_item(module, after_lessons=True)
    later = make_item(make_module(module.course), title="After the quiz")

    with pytest.raises(LessonsFirst) as refused:
        start_quiz(learner, quiz, language="ru", now=NOW)
    assert refused.value.lesson == lessons[0]
    complete_lesson(learner, lessons[0], language="ru", now=NOW)
    complete_lesson(learner, later, language="ru", now=NOW)
    assert found(learner, module).quizzes[0].waits_for == lessons[1]
    assert found(learner, module).straight_to is None

    complete_lesson(learner, lessons[1], language="kk", now=NOW)

    assert start_quiz(learner, quiz, language="ru", now=NOW).is_open


def test_acc_11_the_page_names_the_lesson_and_the_button_is_not_there(client, learner, module, lessons):
    quiz = make_quiz_item(module, after_lessons=True)
    client.force_login(learner)
    address = reverse("learning:item", args=[module.course.slug, module.slug, quiz.slug])

    page = client.get(address).content.decode()
    posted = client.post(address)

    assert reverse("learning:item", args=[module.course.slug, module.slug, lessons[0].slug]) in page
    assert "Начать тест" not in page
    assert (posted.url, Attempt.objects.count()) == (address, 0)


def test_what_was_begun_may_be_gone_on_with(learner, module, lessons):
    quiz = make_quiz_item(module)
    begun = start_quiz(learner, quiz, language="ru", now=NOW)
    quiz.after_lessons = True
    quiz.save()

    assert start_quiz(learner, quiz, language="ru", now=NOW) == begun


def test_lessons_added_later_are_not_waited_for(learner, module):
    make_quiz_item(module, after_lessons=True)
    added = make_item(module, title="Added", position=0, opened_at=NOW + timedelta(days=1))
    complete_lesson(learner, make_item(module, title="Read"), language="ru", now=NOW)

    assert found(learner, module).quizzes[0].waits_for is None
    assert added in course_outline(module.course.slug).items


def test_page_shows_the_checklist_to_learners_and_the_rule_to_visitors(client, learner):
    modules = make_module_pages(make_course_pages("Course"), "Module")
    make_lesson_pages(modules)
    make_quiz_pages(modules, make_published_quiz(make_question(single())))
    address = reverse("learning:course", args=[Course.objects.get().slug])

    visitor = client.get(address)
    client.force_login(learner)
    page = client.get(address)

    assert visitor.context["checklist"] is None
    assert page.context["checklist"].lessons_total == 1
    assert "Сразу к тесту" in page.content.decode()


@pytest.mark.parametrize("quizzes", [1, 3])
def test_costs_the_same_for_any_number_of_quizzes(learner, module, quizzes, django_assert_num_queries):
    for _one in range(quizzes):
        make_quiz_item(module)
    state = course_state(learner, course_outline(module.course.slug))

    with django_assert_num_queries(3):
        assert len(checklist(learner, state).quizzes) == quizzes


def test_pass_mark_is_the_one_new_attempts_take(learner, module):
    quiz = make_quiz_item(module)
    QuizVersion.objects.filter(quiz=quiz.quiz).update(pass_mark=75)

    assert found(learner, module).quizzes[0].pass_mark == 75
