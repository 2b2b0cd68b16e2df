"""Every invariant holds after honest work, and is missed as soon as somebody tampers."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from certificates.models import Certificate
from learning.domain.invariants import violations
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.models import CourseCompletion, ItemCompletion
from quizzes.domain.attempts import save_answer
from quizzes.models import Attempt, MarkingTask, Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.essays import hand_in_essay
from tests.factories.quizzes import essay

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def item():
    return make_item(make_module(make_course()), quiz=make_published_quiz(time_limit=20))


@pytest.fixture
def attempt(item):
    return passed(make_learner(), item)


def passed(learner, item):
    attempt = start_quiz(learner, item, language="ru", now=NOW)
    for response in attempt.responses.all():
        save_answer(response, {"p1": "right"}, sequence=1, language="ru", now=NOW)
    return submit_quiz(attempt, language="ru", now=NOW)


def test_honest_work_has_no_contradictions(attempt):
    output = StringIO()

    call_command("check_invariants", stdout=output)

    assert attempt.passed
    assert output.getvalue() == "No contradictions.\n"


def test_a_contradiction_is_named_and_fails_the_command(attempt):
    Attempt.objects.update(points=1)
    output = StringIO()

    with pytest.raises(CommandError, match="Contradictions: 1"):
        call_command("check_invariants", stdout=output)

    assert output.getvalue() == f"attempt {attempt.pk}: 1.0000/True is stored, its sheet gives 2.0000/True\n"


def test_a_wait_for_marks_that_nobody_will_end_is_found(attempt):
    waiting = hand_in_essay(make_item(make_module(make_course()), quiz=make_published_quiz(make_question(essay()))))
    assert list(violations()) == []
    MarkingTask.objects.update(response=attempt.responses.first())

    assert list(violations()) == [
        f"attempt {waiting.pk}: waits for marks, but none of its answers does",
        f"attempt {attempt.pk}: is graded, but one of its answers waits for a mark",
    ]


def test_an_answer_changed_after_grading_is_found(attempt):
    Response.objects.filter(position=1).update(answer={"p1": "wrong"})

    assert [line.partition(":")[0] for line in violations()] == [f"attempt {attempt.pk}"]


def test_a_gap_in_the_numbers_is_found(attempt):
    Attempt.objects.update(number=2)

    assert list(violations()) == [
        f"attempts of learner {attempt.learner_id}, quiz {attempt.quiz_id}: 1 numbered 2 to 2, 0 open"
    ]


def test_a_second_open_attempt_is_found(item):
    first = start_quiz(make_learner(), item, language="ru", now=NOW)
    other = start_quiz(make_learner(), item, language="ru", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_open_attempt")
    Attempt.objects.filter(pk=other.pk).update(learner=first.learner, number=2)

    assert [line.rpartition(", ")[2] for line in violations()] == ["2 open"]


def test_an_answer_past_the_deadline_is_found_but_not_one_within_the_grace(attempt):
    late = [attempt.deadline + timedelta(seconds=seconds) for seconds in (5, 6)]
    for position, saved_at in enumerate(late, start=1):
        Response.objects.filter(position=position).update(saved_at=saved_at)

    assert [line.partition(":")[0] for line in violations()] == [f"answer {attempt.pk}.2"]


def test_a_completion_by_somebody_elses_attempt_is_found(attempt, item):
    completion = ItemCompletion.objects.get()
    ItemCompletion.objects.update(attempt=passed(make_learner(), item))

    assert list(violations()) == [
        f"completion {completion.pk}: attempt {completion.attempt_id + 1} is no evidence for it"
    ]


def test_a_completion_without_an_attempt_is_found(attempt):
    ItemCompletion.objects.update(attempt=None)

    assert [line.rpartition(": ")[2] for line in violations()] == ["attempt None is no evidence for it"]


def test_a_passed_attempt_without_completion_is_found(attempt):
    ItemCompletion.objects.all().delete()

    assert list(violations()) == [f"attempt {attempt.pk}: passed, but its item is not completed"]


def test_certificates_and_completed_courses_belong_together(attempt):
    completion, certificate = CourseCompletion.objects.get(), Certificate.objects.get()
    Certificate.objects.update(holder=make_learner())

    assert list(violations()) == [
        f"course completion {completion.pk}: no certificate was issued",
        f"certificate {certificate.number}: the course was not completed",
    ]


def test_grades_are_checked_in_few_queries(attempt, item, django_assert_num_queries):
    passed(make_learner(), item)
    passed(make_learner(), item)

    with django_assert_num_queries(13):
        assert list(violations()) == []
