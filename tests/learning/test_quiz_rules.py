"""Time, presets and previews as a learner meets them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from courses.queries import item_by_key
from learning.domain.quiz_taking import close_overdue, start_quiz, submit_quiz
from learning.models import ItemCompletion
from learning.tasks import close_overdue_attempts
from quizzes.choices import Preset
from quizzes.domain.sheets import sheet_fingerprint
from quizzes.models import Attempt, Response
from quizzes.queries import sheet
from tests.factories import make_question
from tests.factories.quizzes import single
from tests.learning.test_quiz_views import field, quiz_item, row, token, url

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(hours=3)


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


def started(learner, *, ago=timedelta(0), right=False, **rules) -> Attempt:
    item = quiz_item(make_question(single(), feedback_ru="So says article 14."), **rules)
    attempt = start_quiz(learner, item, language="ru", now=timezone.now() - ago)
    if right:
        Response.objects.filter(attempt=attempt).update(answer={"p1": "right"})
    return attempt


@pytest.mark.parametrize("name", ["question", "summary", "result"])
def test_quiz_07_any_page_closes_an_overdue_attempt_and_completes_the_item(signed_in, learner, name):
    attempt = started(learner, ago=LONG_AGO, right=True, time_limit=20)

    signed_in.get(url(name, attempt, *([1] if name == "question" else [])))

    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.closed_by_deadline, attempt.passed) == (attempt.deadline, True, True)
    assert ItemCompletion.objects.get().learner == learner


@pytest.mark.parametrize("sweep", [lambda: call_command("close_overdue_attempts"), close_overdue_attempts.enqueue])
def test_quiz_07_a_sweep_closes_what_is_overdue_once(learner, sweep):
    attempt = started(learner, ago=LONG_AGO, right=True, time_limit=20)

    sweep()
    submit_quiz(attempt, language="ru", now=timezone.now())

    assert close_overdue(now=timezone.now()) == 0
    assert ItemCompletion.objects.count() == 1


def test_learning_quiz_checks_one_answer_and_locks_it(signed_in, learner):
    attempt = started(learner, preset=Preset.LEARNING)
    first, address = row(attempt), url("question", attempt, 1)
    assert "So says article 14." not in signed_in.get(address).content.decode()

    signed_in.post(address, {field(first): token(first, "wrong"), "go": "check"})
    page = signed_in.get(address).content.decode()
    signed_in.post(address, {field(first): token(first, "right")})

    assert "So says article 14." in page
    assert row(attempt).answer == {"p1": "wrong"}


def test_quiz_01_no_other_quiz_checks_an_answer(signed_in, learner):
    attempt = started(learner, preset=Preset.CONTROL)
    first = row(attempt)

    answer = signed_in.post(url("question", attempt, 1), {field(first): token(first, "wrong"), "go": "check"})

    assert (answer.status_code, row(attempt).checked_at) == (400, None)


def test_quiz_15_closed_quiz_tells_neither_points_nor_explanation(signed_in, learner):
    attempt = started(learner, preset=Preset.CLOSED, closes_at=timezone.now() + LONG_AGO)
    submit_quiz(attempt, language="ru", now=timezone.now())

    page = signed_in.get(url("result", attempt)).content.decode()

    assert "el-figure" not in page
    assert "So says article 14." not in page


def test_too_early_a_start_is_refused(signed_in, learner):
    attempt = started(learner, pause_hours=24)
    submit_quiz(attempt, language="ru", now=timezone.now())
    item = item_by_key(attempt.item_key)
    address = reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])

    signed_in.post(address)
    attempts = signed_in.get(address).context["attempts"]

    assert Attempt.objects.count() == 1
    assert (attempts.may_start, attempts.coming.opens_at is None) == (False, False)


def test_quiz_04_sheet_hash_proves_what_was_laid_out_and_finds_tampering(learner):
    """Features B5."""
    attempt = started(learner, right=True)
    untouched = sheet_fingerprint(attempt, sheet(attempt))
    Response.objects.filter(attempt=attempt).update(max_points=5)

    assert untouched == attempt.sheet_hash
    assert sheet_fingerprint(attempt, sheet(attempt)) != attempt.sheet_hash


def test_question_page_of_a_timed_learning_quiz_costs_six_queries(signed_in, learner, django_assert_max_num_queries):
    address = url("question", started(learner, preset=Preset.LEARNING, time_limit=20), 1)
    signed_in.get(address)

    with django_assert_max_num_queries(6):
        signed_in.get(address)
