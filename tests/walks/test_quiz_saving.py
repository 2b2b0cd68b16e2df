"""Every change reaches the server, whatever happens to replies, sessions and other devices (ux 27–30, QUIZ-09)."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Route, expect

from quizzes.models import Response
from tests.factories import make_learner, make_question
from tests.factories.quizzes import number, ordering, short_text, single
from tests.walks.taking import (
    SAVES,
    WAITING,
    OpenQuiz,
    address,
    choose,
    expect_state,
    go_on,
    notice,
    quiz_opener,
    singles,
    stored,
    wait_for_sheet,
    wait_until_sent,
)

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner."""
    return quiz_opener(open_context, sign_in)


def test_unsent_choice_is_shown_after_a_reload_and_sent(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    page.route(SAVES, lambda route: route.abort())
    choose(page, "wrong")
    choose(page, "right")
    expect_state(page, "kept")

    page.reload()
    expect(page.get_by_label("right [ru]", exact=True)).to_be_checked()
    assert stored(attempt) is None
    page.unroute(SAVES)
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")

    expect_state(page, "saved")
    assert stored(attempt) == "right"


def test_rel_24_server_that_fails_for_some_seconds_is_asked_again(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    replies = iter([500, 503, 502])

    def fail_three_times(route: Route) -> None:
        status = next(replies, None)
        if status:
            route.fulfill(status=status, body="<h1>Failed</h1>", content_type="text/html")
        else:
            route.continue_()

    page.route(SAVES, fail_three_times)
    choose(page, "right")
    expect_state(page, "kept")

    expect_state(page, "saved")
    assert (stored(attempt), next(replies, "used up")) == ("right", "used up")


def test_longest_word_fits_into_one_kilobyte(open_quiz):
    attempt, (page,) = open_quiz(make_question(short_text()), make_question(single()))
    word = "Ә" * 190 + ' %&+=#"әі'

    with page.expect_request(SAVES) as saved:
        page.fill("input.govuk-input", word)

    expect_state(page, "saved")
    assert len(saved.value.post_data_buffer) <= 1000
    assert stored(attempt) == word


def test_change_after_a_lost_reply_is_no_conflict(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))

    def lose_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(SAVES, lose_reply)
    choose(page, "wrong")
    expect_state(page, "kept")
    choose(page, "right")
    page.unroute(SAVES)

    expect_state(page, "saved")
    expect(notice(page, "elsewhere")).to_be_hidden()
    assert stored(attempt) == "right"


def test_quiz_09_what_waits_never_undoes_another_devices_answer(open_quiz, open_context, sign_in):
    attempt, (phone,) = open_quiz(*singles(2))
    wait_for_sheet(phone, 2)
    phone.route(SAVES, lambda route: route.abort())
    for option in ("wrong", "worse", "wrong", "worse"):  # each was tried: the phone's count is ahead
        choose(phone, option)
        expect_state(phone, "kept")
    office = open_context()
    sign_in(office, attempt.learner)
    desk = office.new_page()
    desk.goto(address(attempt, 1))
    choose(desk, "right")
    expect_state(desk, "saved")

    phone.unroute(SAVES)
    expect(notice(phone, "elsewhere")).to_be_visible(timeout=30_000)
    assert stored(attempt) == "right"
    phone.locator("[data-refresh]").click()
    expect(phone.get_by_label("right [ru]", exact=True)).to_be_checked()
    choose(phone, "wrong")
    expect_state(phone, "saved")
    assert stored(attempt) == "wrong"


def test_session_that_ends_in_the_middle_costs_no_answer(open_quiz):
    attempt, (page,) = open_quiz(*singles(3))
    wait_for_sheet(page, 3)
    attempt.learner.set_password(PASSWORD)
    attempt.learner.save()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    choose(page, "right")
    expect(notice(page, "signed-out")).to_be_visible()
    expect_state(page, "kept")
    go_on(page)
    page.wait_for_url(f"**{address(attempt, 2)}")
    choose(page, "worse")
    assert stored(attempt) is None

    page.locator("[data-sign-in]").click()
    page.fill("input[name=login]", attempt.learner.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit], main form button").first.click()
    page.wait_for_url(f"**{address(attempt, 2)}")

    expect_state(page, "saved")
    wait_until_sent(page)
    assert [stored(attempt, 1), stored(attempt, 2)] == ["right", "worse"]


def test_signing_in_in_another_tab_is_enough(open_quiz, sign_in):
    attempt, (page,) = open_quiz(*singles(2))
    page.context.clear_cookies()  # with the session goes the secret of the page's form token
    choose(page, "right")
    expect(notice(page, "signed-out")).to_be_visible()

    sign_in(page.context, attempt.learner)
    page.context.new_page().goto(reverse("learning:home"))
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")

    expect_state(page, "saved")
    expect(notice(page, "signed-out")).to_be_hidden()
    assert stored(attempt) == "right"


def test_somebody_else_at_the_same_browser_neither_sends_nor_drops(open_quiz, sign_in):
    attempt, (page,) = open_quiz(*singles(2))
    page.context.set_offline(True)
    choose(page, "right")
    expect_state(page, "kept")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sign_in(page.context, make_learner())
    page.context.set_offline(False)

    home = page.context.new_page()
    with home.expect_response(SAVES) as refused:
        home.goto(reverse("learning:home"))

    assert (refused.value.status, stored(attempt)) == (404, None)
    assert home.evaluate(WAITING) == 1


def test_unreadable_number_is_explained_before_the_next_question(open_quiz):
    attempt, (page,) = open_quiz(make_question(number()), make_question(single()))
    wait_for_sheet(page, 2)
    page.fill("input.govuk-input", "thirty")

    go_on(page)

    expect(page.locator("[data-module=error-summary]")).to_be_visible()
    page.fill("input.govuk-input", "35")
    go_on(page)
    page.wait_for_url(f"**{address(attempt, 2)}")
    expect(page.locator("[data-module=error-summary]")).to_have_count(0)
    assert stored(attempt) == "35"


def test_order_that_stands_right_is_saved_by_going_on(open_quiz):
    attempt, (page,) = open_quiz(make_question(ordering("Order.", "a", "b")), make_question(single()))
    wait_for_sheet(page, 2)
    ids = [one for _token, one in Response.objects.get(attempt=attempt, position=1).layout[0]["options"]]

    go_on(page)
    page.wait_for_url(f"**{address(attempt, 2)}")
    wait_until_sent(page)

    assert stored(attempt) == ids


def test_language_may_change_in_the_middle(open_quiz):
    attempt, (page,) = open_quiz(*singles(3))
    wait_for_sheet(page, 3)
    choose(page, "right")
    go_on(page)
    page.wait_for_url(f"**{address(attempt, 2)}")
    choose(page, "worse")
    expect_state(page, "saved")

    page.locator(".el-switch button[value=kk]").click()
    page.wait_for_url(f"**{address(attempt, 2).replace('/ru/', '/kk/')}")

    expect(page.get_by_label("worse [kk]", exact=True)).to_be_checked()
    assert page.locator(".el-map__cell--answered").count() == 2
