"""The line is cut, and the quiz goes on: no answer is lost (ux 28)."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from learning.domain.quiz_taking import submit_quiz
from quizzes.models import Attempt, Response
from tests.factories import make_question
from tests.factories.quizzes import multiple, number
from tests.walks.taking import (
    SAVES,
    WAITING,
    OpenQuiz,
    address,
    choose,
    expect_state,
    go_on,
    hand_in,
    notice,
    quiz_opener,
    singles,
    stored,
    wait_for_result,
    wait_for_sheet,
    wait_until_sent,
)

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner."""
    return quiz_opener(open_context, sign_in)


def test_ten_answers_and_the_handing_in_survive_a_cut_line(open_quiz, axe, screenshot):
    attempt, (page,) = open_quiz(*singles(10), size=(360, 640))
    wait_for_sheet(page, 10)
    for position in range(1, 11):
        if position == 6:
            page.context.set_offline(True)
        choose(page, "right")
        go_on(page)
        page.wait_for_url(f"**/{position + 1}/" if position < 10 else "**/summary/")
    expect(notice(page, "offline")).to_be_visible()
    axe(page)
    screenshot(page, "summary")
    assert [stored(attempt, position) for position in (6, 10)] == [None, None]

    hand_in(page)
    expect(notice(page, "waiting")).to_be_visible()
    page.context.set_offline(False)
    wait_for_result(page)

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (10, True)
    assert page.evaluate(WAITING) == 0
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_off_the_line_back_forward_map_and_flag_work(open_quiz, axe, screenshot):
    attempt, (page,) = open_quiz(*singles(3))
    wait_for_sheet(page, 3)
    page.context.set_offline(True)
    choose(page, "right")
    go_on(page)
    page.wait_for_url(f"**{address(attempt, 2)}")
    assert page.evaluate("() => document.activeElement.matches('h1')")
    assert page.title().startswith(page.locator("[data-caption]").inner_text())
    choose(page, "wrong")
    page.locator("button[name=flag]").click()
    expect(page.locator("button[name=flag]")).to_have_attribute("aria-pressed", "true")
    axe(page)
    screenshot(page, "question")

    page.go_back()
    expect(page.get_by_label("right [ru]", exact=True)).to_be_checked()
    page.go_forward()
    expect(page.get_by_label("wrong [ru]", exact=True)).to_be_checked()
    page.locator(".el-map__cell").nth(2).click()
    page.wait_for_url(f"**{address(attempt, 3)}")
    assert page.locator(".el-map__cell--answered").count() == 2
    assert page.locator(".el-map__cell--flagged").count() == 1
    page.context.set_offline(False)

    expect(notice(page, "offline")).to_be_hidden(timeout=15_000)
    wait_until_sent(page)
    assert [stored(attempt, 1), stored(attempt, 2), stored(attempt, 3)] == ["right", "wrong", None]
    assert Response.objects.get(attempt=attempt, position=2).is_flagged


def test_change_from_the_own_summary_leads_back_to_the_question(open_quiz):
    attempt, (page,) = open_quiz(make_question(multiple(right=("a", "b"), wrong=("c",))), make_question(number()))
    wait_for_sheet(page, 2)
    page.context.set_offline(True)
    choose(page, "a")
    choose(page, "b")
    page.locator(".el-map__summary").click()
    page.wait_for_url("**/summary/")
    rows = page.locator(".govuk-summary-list__row")
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("a [ru]")
    expect(rows.last).to_contain_text("b [ru]")
    expect(page.locator("[data-unanswered]")).to_contain_text("1")

    rows.first.locator("a").click()
    page.fill("input.govuk-input", "35")
    go_on(page)
    page.wait_for_url("**/summary/")
    expect(page.locator("[data-unanswered]")).to_be_hidden()
    page.context.set_offline(False)

    wait_until_sent(page)
    assert stored(attempt, 2) == "35"


def test_stopped_server_stops_nobody(open_quiz):
    attempt, (page,) = open_quiz(*singles(3))
    wait_for_sheet(page, 3)
    page.context.route("**", lambda route: route.abort("connectionrefused"))
    for position in range(1, 4):
        choose(page, "right")
        go_on(page)
        page.wait_for_url(f"**/{position + 1}/" if position < 3 else "**/summary/")
    hand_in(page)
    expect(notice(page, "waiting")).to_be_visible()
    assert Attempt.objects.get().is_open

    page.context.unroute("**")
    wait_for_result(page)

    attempt.refresh_from_db()
    assert attempt.points == 3


def test_next_visit_of_any_page_sends_what_waits(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    page.context.set_offline(True)
    choose(page, "right")
    expect_state(page, "kept")
    context = page.context
    page.close()
    context.set_offline(False)

    later = context.new_page()
    with later.expect_response(SAVES) as saved:
        later.goto(reverse("learning:home"))

    assert saved.value.status == 200
    assert stored(attempt) == "right"


def test_closed_while_away_is_told_and_leads_to_the_result(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    wait_for_sheet(page, 2)
    page.context.set_offline(True)
    choose(page, "right")
    expect_state(page, "kept")
    submit_quiz(attempt, language="ru", now=timezone.now())
    page.context.set_offline(False)

    expect(notice(page, "closed")).to_be_visible(timeout=30_000)
    assert page.evaluate(WAITING) == 0
    notice(page, "closed").locator("a").click()
    wait_for_result(page)


def test_check_is_told_online_and_waits_for_the_line(open_quiz, axe):
    attempt, (page,) = open_quiz(*singles(2), preset="learning")
    wait_for_sheet(page, 2)
    choose(page, "right")
    page.locator("button[value=check]").click()
    expect(page.locator(".el-verdict")).to_contain_text("feedback [ru]")
    expect(page.get_by_label("wrong [ru]", exact=True)).to_be_disabled()
    axe(page)
    wait_for_sheet(page, 2)
    go_on(page)
    page.wait_for_url(f"**{address(attempt, 2)}")
    page.context.set_offline(True)
    choose(page, "right")
    expect_state(page, "kept")

    page.locator("button[value=check]").click()
    expect(notice(page, "needs-line")).to_be_visible()
    page.context.set_offline(False)
    expect_state(page, "saved")
    expect(notice(page, "needs-line")).to_be_hidden()
    page.locator("button[value=check]").click()

    expect(page.locator(".el-verdict")).to_be_visible()
    assert [stored(attempt, 1), stored(attempt, 2)] == ["right", "right"]
