"""The clock of a timed quiz: calm while there is time, and nothing is lost at its end (ux 35, REL-24)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.models import Attempt
from tests.walks.taking import (
    OpenQuiz,
    choose,
    expect_state,
    notice,
    quiz_opener,
    singles,
    wait_for_result,
    wait_for_sheet,
)

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner."""
    return quiz_opener(open_context, sign_in)


def limit_to(attempt: Attempt, **left: int) -> None:
    """The time is over in so many minutes or seconds."""
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() + timedelta(**left))


def test_time_that_is_over_hands_in_what_was_saved(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    limit_to(attempt, seconds=5)
    page.reload()
    expect(page.locator("[data-deadline]")).to_contain_text("00:0")
    choose(page, "right")

    wait_for_result(page)

    attempt.refresh_from_db()
    assert attempt.points == 1


def test_time_that_is_over_without_a_line_is_told(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    limit_to(attempt, seconds=5)
    page.reload()
    choose(page, "right")
    expect_state(page, "saved")
    page.context.set_offline(True)
    expect(notice(page, "time-over")).to_be_visible(timeout=15_000)
    expect(notice(page, "waiting")).to_be_visible(timeout=15_000)
    page.context.set_offline(False)

    wait_for_result(page)

    attempt.refresh_from_db()
    assert attempt.points == 1


def test_time_left_is_read_out_three_times_and_not_every_second(open_quiz, axe):
    attempt, (page,) = open_quiz(*singles(2))
    limit_to(attempt, minutes=10, seconds=30)
    page.clock.install()
    page.reload()
    wait_for_sheet(page, 2)
    line, spoken = page.locator("[data-deadline]"), page.locator("[data-timer-notice]")
    expect(spoken).to_be_empty()
    expect(line).not_to_have_attribute("aria-live", "polite")
    axe(page)

    for minutes, forward in ((10, 60), (5, 300), (1, 240)):
        page.clock.run_for(forward * 1000)
        expect(spoken).to_have_text(spoken.get_attribute(f"data-{minutes}"))
    expect(line).to_contain_text("00:")
