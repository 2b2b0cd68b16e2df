"""The journal of the crowd notices every broken promise; otherwise ``make faults`` would prove nothing (REL-01)."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from learning.domain.quiz_taking import submit_quiz
from quizzes.models import Attempt, Response
from scripts.quiz_crowd import Sheet, broken_promises, make_timed_quiz, note_results, open_sheets, stored_unacknowledged

LATER = datetime(2030, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet() -> Sheet:
    """One answer was sent, stored and acknowledged."""
    (made,) = open_sheets(make_timed_quiz(2), 1)
    first = made.responses[0]
    option = first.layout[0]["options"][0][1]
    Response.objects.filter(pk=first.pk).update(answer={"p1": option}, sequence=1)
    made.sent[first.pk][1] = option
    made.acknowledged[first.pk] = 1
    return made


def test_a_kept_promise_is_not_complained_about(sheet):
    submit_quiz(sheet.attempt, language="ru", now=timezone.now())
    sheet.handed_in = True
    note_results([sheet])

    assert list(broken_promises([sheet])) == []


def test_a_lost_answer_is_noticed(sheet):
    Response.objects.filter(pk=sheet.responses[0].pk).update(answer=None, sequence=0)

    (line,) = broken_promises([sheet])

    assert "lost, 1 was acknowledged and 0 is stored" in line


def test_an_answer_nobody_sent_is_noticed(sheet):
    Response.objects.filter(pk=sheet.responses[1].pk).update(answer={"p1": "right"}, sequence=3)

    (line,) = broken_promises([sheet])

    assert "is stored as number 3, None was sent" in line


def test_a_lost_hand_in_is_noticed(sheet):
    sheet.handed_in = True

    assert list(broken_promises([sheet])) == [f"attempt {sheet.attempt.pk}: handed in, but open"]


def test_a_second_grading_is_noticed_even_with_equal_points(sheet):
    submit_quiz(sheet.attempt, language="ru", now=timezone.now())
    note_results([sheet])
    Attempt.objects.filter(pk=sheet.attempt.pk).update(submitted_at=LATER)

    assert list(broken_promises([sheet])) == [f"attempt {sheet.attempt.pk}: graded a second time"]


def test_what_was_stored_and_never_acknowledged_is_counted(sheet):
    nothing = stored_unacknowledged([sheet])
    sheet.acknowledged.clear()
    submit_quiz(sheet.attempt, language="ru", now=timezone.now())
    note_results([sheet])

    assert (nothing, stored_unacknowledged([sheet])) == (0, 2)
