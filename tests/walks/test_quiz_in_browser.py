"""What a browser may do to somebody in the middle of a quiz: Back, a second tab, no scripts, no line, a double click."""

import pytest
from playwright.sync_api import Page, expect

from learning.models import ItemCompletion
from quizzes.models import Attempt, Response
from tests.factories import make_question
from tests.factories.quizzes import matching, multiple, number, ordering, short_text, single, true_false
from tests.walks.answering import answer_rightly
from tests.walks.taking import OpenQuiz, choose, expect_state, go_on, notice, quiz_opener, stored

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner."""
    return quiz_opener(open_context, sign_in)


def test_back_forward_and_reload_keep_the_choice(open_quiz):
    attempt, (page,) = open_quiz(make_question(single()), make_question(single()))
    choose(page, "right")
    expect_state(page, "saved")

    page.reload()
    expect(page.get_by_label("right [ru]", exact=True)).to_be_checked()
    choose(page, "wrong")
    go_on(page)
    page.wait_for_url("**/2/")
    page.go_back()
    expect(page.get_by_label("wrong [ru]", exact=True)).to_be_checked()
    choose(page, "worse")
    expect_state(page, "saved")
    page.go_forward()
    page.wait_for_url("**/2/")
    page.go_back()
    expect(page.get_by_label("worse [ru]", exact=True)).to_be_checked()

    assert stored(attempt) == "worse"


def test_older_tab_does_not_undo_the_newer_and_is_told(open_quiz):
    attempt, (older, newer) = open_quiz(make_question(single()), tabs=2)
    choose(newer, "right")
    expect_state(newer, "saved")

    choose(older, "wrong")

    expect(notice(older, "elsewhere")).to_be_visible()
    choose(older, "worse")
    expect(notice(older, "elsewhere")).to_be_visible()
    assert stored(attempt) == "right"


def test_next_in_an_untouched_older_tab_changes_nothing(open_quiz):
    attempt, (older, newer) = open_quiz(make_question(single()), make_question(), tabs=2)
    choose(newer, "right")
    expect_state(newer, "saved")

    go_on(older)
    older.wait_for_url("**/2/")

    assert stored(attempt) == "right"


def test_cut_line_is_said_and_the_answer_follows(open_quiz):
    attempt, (page,) = open_quiz(make_question(single()))
    page.context.set_offline(True)
    choose(page, "wrong")
    expect_state(page, "kept")
    choose(page, "right")
    assert stored(attempt) is None

    page.context.set_offline(False)

    expect_state(page, "saved")
    assert stored(attempt) == "right"


def test_answer_given_off_the_line_does_not_undo_a_newer_one(open_quiz):
    attempt, (phone, _same) = open_quiz(make_question(single()), tabs=2)
    phone.context.set_offline(True)
    choose(phone, "wrong")
    choose(phone, "worse")
    response = Response.objects.get(attempt=attempt)
    Response.objects.filter(pk=response.pk).update(answer={"p1": "right"}, sequence=1)

    phone.context.set_offline(False)

    expect(notice(phone, "elsewhere")).to_be_visible()
    assert stored(attempt) == "right"


def test_double_click_hands_in_once(open_quiz):
    attempt, (page,) = open_quiz(make_question(single()))
    choose(page, "right")
    go_on(page)
    page.wait_for_url("**/summary/")

    page.locator("form[data-hand-in-form] button").dblclick()
    page.wait_for_url("**/result/")

    attempt.refresh_from_db()
    assert (attempt.passed, Attempt.objects.count(), ItemCompletion.objects.count()) == (True, 1, 1)


def test_every_type_is_taken_without_scripts(open_quiz):
    parts = [
        single(), multiple(right=("a", "b"), wrong=("c",)), true_false(), matching(left="right", port="starboard"),
        ordering("Order.", "a", "b", "c", "d"), number(), short_text(),
    ]  # fmt: skip
    attempt, (page,) = open_quiz(*map(make_question, parts), java_script_enabled=False)

    for response in Response.objects.filter(attempt=attempt):
        answer_rightly(page, response)
        go_on(page)
        page.wait_for_url(f"**/{response.position + 1}/" if response.position < len(parts) else "**/summary/")
    page.locator("form[data-hand-in-form] button").click()
    page.wait_for_url("**/result/")

    attempt.refresh_from_db()
    assert attempt.points == attempt.max_points == len(parts)


def test_every_type_is_taken_by_keyboard_alone(open_quiz):
    parts = [single(), multiple(right=("a", "b"), wrong=("c",)), ordering("Order.", "a", "b"), number(value="35")]
    attempt, (page,) = open_quiz(*map(make_question, parts))
    for position, (target, keys) in enumerate(
        [("input[type=radio]", ["Space"]), ("input[type=checkbox]", ["Space", "Tab", "Space"]),
         ("button[name=move]", ["Enter"]), ("input.govuk-input", ["3", "5"])], start=1,
    ):  # fmt: skip
        tab_to(page, target)
        for key in keys:
            page.keyboard.press(key)
        tab_to(page, ".el-question__buttons button[name=go]")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{position + 1}/" if position < len(parts) else "**/summary/")
    tab_to(page, "form[data-hand-in-form] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")

    assert all(stored(attempt, position) is not None for position in range(1, len(parts) + 1))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on the first element that ``selector`` names; it must be seen there."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")
