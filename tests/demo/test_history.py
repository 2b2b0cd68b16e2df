"""What the demo's people have learned, seeded."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from courses.models import Course
from demo.accounts import demo_accounts, demo_crowd, load_people
from demo.history import make_history
from demo.rules import make_rules
from learning.models import CourseCompletion, CourseProgress, Enrolment, ItemCompletion
from quizzes.models import Attempt, Question, QuestionVersion, Quiz, QuizVersion
from tests.factories import make_course, make_item, make_module

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def course() -> Course:
    """Two lessons and a quiz of one question."""
    course = make_course(slug="upr")
    module = make_module(course)
    make_item(module)
    make_item(module)
    make_item(module, quiz=frozen_quiz())
    return course


def frozen_quiz() -> Quiz:
    question = Question.objects.create(key="q1", parts=[])
    content = {"parts": [{"id": "1", "type": "true_false", "correct": True}]}
    frozen = QuestionVersion.objects.create(question=question, number=1, content=content, published_at=NOW)
    quiz = Quiz.objects.create(name="Quiz")
    version = QuizVersion.objects.create(
        quiz=quiz,
        number=1,
        pass_mark=70,
        max_attempts=3,
        shuffle_questions=False,
        shuffle_options=True,
        scoring_rule="partial",
        published_at=NOW,
    )
    version.slots.create(position=1, question_version=frozen, points=1)
    return quiz


@pytest.fixture
def people() -> None:
    call_command("load_places", stdout=StringIO())
    load_people()


@pytest.mark.usefixtures("people")
def test_history_gives_all_shades_of_progress_in_the_past(course):
    make_history(now=NOW)

    progress = CourseProgress.objects.filter(course=course)
    assert progress.filter(started_at=None).exists()
    assert progress.exclude(started_at=None).filter(completed_at=None).exists()
    assert progress.exclude(completed_at=None).count() > 10
    assert {attempt.passed for attempt in Attempt.objects.all()} == {True, False}
    assert CourseCompletion.objects.filter(agency__region__code="KZ-23").exists()
    assert not ItemCompletion.objects.filter(completed_at__gt=NOW).exists()


@pytest.mark.usefixtures("people")
def test_those_who_sign_in_as_learners_start_fresh_with_a_deadline(course):
    assert make_rules(now=NOW) == 1
    make_history(now=NOW)

    enrolment = Enrolment.objects.get(learner__email="aigerim@demo.example")
    assert (enrolment.is_required, enrolment.due_on) == (True, date(2026, 12, 20))
    assert not ItemCompletion.objects.filter(learner=enrolment.learner).exists()


@pytest.mark.usefixtures("people")
def test_one_learner_who_can_sign_in_has_completed_a_course(course):
    make_history(now=NOW)

    shown = {person.email for person in demo_accounts()}
    completed = CourseCompletion.objects.filter(course=course, learner__email__in=shown)
    assert [one.learner.email for one in completed] == ["galym.rysbek@demo.example"]


@pytest.mark.usefixtures("people")
def test_second_time_adds_nothing(course):
    first = make_history(now=NOW)
    enrolments = Enrolment.objects.count()
    completions = ItemCompletion.objects.count()
    idle = len(demo_crowd()) - first

    make_history(now=datetime(2026, 11, 21, 9, tzinfo=UTC))

    assert (Enrolment.objects.count(), ItemCompletion.objects.count()) == (enrolments, completions)
    assert 0 < idle < len(demo_crowd()) / 2


@pytest.mark.once
def test_load_demo_twice_adds_nothing_the_second_time():
    call_command("load_demo", courses=["reporting"], stdout=StringIO())

    call_command("load_demo", courses=["reporting"], stdout=(out := StringIO()))

    lines = out.getvalue().splitlines()
    assert "People: 0 added" in lines
    assert "Obligations: 0 added" in lines
    assert "Learners: 0 given a history" in lines
