"""Writing an open answer in Kazakh, having it marked in Russian, reading what was found (features B15)."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quizzes.choices import AttemptState
from quizzes.domain.marking_queue import is_in_sample
from quizzes.models import Attempt, MarkingTask, Response
from tests.factories import make_administrator, make_question
from tests.factories.quizzes import essay, single
from tests.walks.taking import (
    expect_state,
    go_on,
    hand_in,
    quiz_opener,
    stored,
    wait_for_result,
    wait_for_sheet,
    wait_until_sent,
)

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
TEXT = "Мемлекет есепті мерзімінде береді.\n\nОлқылық та аталған."


@pytest.fixture
def open_quiz(open_context, sign_in):
    return quiz_opener(open_context, sign_in)


def test_what_is_written_is_saved_while_typing_and_marked_blind(
    open_quiz, open_context, sign_in, live_site, axe, screenshot
):
    attempt, (page,) = open_quiz(make_question(essay()), make_question(single()))
    page.locator("textarea").press_sequentially(TEXT)
    expect(page.locator("[data-word-count]")).to_have_text("7")
    expect_state(page, "saved")
    assert stored(attempt) == TEXT
    axe(page)
    screenshot(page, "writing")
    go_on(page)
    page.wait_for_url("**/2/")
    go_on(page)
    page.wait_for_url("**/summary/")
    hand_in(page)
    wait_for_result(page)
    expect(page.get_by_text("Ваши письменные ответы проверяются.")).to_be_visible()
    axe(page)
    _keep_out_of_the_sample(attempt)

    context = open_context()
    sign_in(context, make_administrator())
    marking = context.new_page()
    marking.goto(f"{live_site}{reverse('learning_admin:marking')}")
    axe(marking)
    screenshot(marking, "queue")
    marking.locator("main form button").click()
    expect(marking.get_by_text("Олқылық та аталған.")).to_be_visible()
    axe(marking)
    for number in (1, 2, 3):
        marking.locator(f"input[name=level-1-{number}][value='2']").check()
    marking.locator("textarea[name=comment]").fill("Назовите пункт рекомендации.")
    screenshot(marking, "mark")
    marking.locator("main form button").first.click()
    expect(marking.get_by_text("Нет ответов, ожидающих вас.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Назовите пункт рекомендации.")).to_be_visible()
    expect(page.locator(".el-marks tbody tr")).to_have_count(3)
    axe(page)
    screenshot(page, "result")
    attempt.refresh_from_db()
    assert (attempt.state, str(attempt.points)) == (AttemptState.GRADED, "0.6667")


def test_without_scripts_the_text_is_saved_by_the_form(open_quiz):
    attempt, (page,) = open_quiz(make_question(essay()), make_question(single()), java_script_enabled=False)
    page.locator("textarea").fill(TEXT)
    go_on(page)
    page.wait_for_url("**/2/")
    page.go_back()

    expect(page.locator("textarea")).to_have_value(TEXT)
    assert stored(attempt) == TEXT


def test_what_is_written_without_a_line_arrives_when_it_returns(open_quiz):
    attempt, (page,) = open_quiz(make_question(essay()), make_question(single()))
    wait_for_sheet(page, 2)
    page.context.set_offline(True)
    page.locator("textarea").press_sequentially(TEXT)
    expect_state(page, "kept")
    go_on(page)
    page.context.set_offline(False)
    wait_until_sent(page)

    assert stored(attempt) == TEXT


def _keep_out_of_the_sample(attempt: Attempt) -> None:
    """Let the walk's one answer be none that two people mark."""
    response = Response.objects.select_related("attempt").get(attempt=attempt, position=1)
    while is_in_sample(response):
        response.position += 10
    Response.objects.filter(pk=response.pk).update(position=response.position)
    assert MarkingTask.objects.count() == 1
