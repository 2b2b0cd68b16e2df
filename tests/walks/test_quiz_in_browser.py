"""What a browser may do to somebody in the middle of a quiz: Back, a second tab, no scripts, no line, a double click."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from learning.domain.quiz_taking import start_quiz
from learning.models import ItemCompletion
from quizzes.models import Attempt, Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.quizzes import matching, multiple, number, ordering, short_text, single, true_false
from tests.walks.answering import answer_rightly

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SAVED, NOT_SENT, ELSEWHERE = "Сохранено", "Ещё не отправлено", "в другом окне"

OpenQuiz = Callable[..., tuple[Attempt, list[Page]]]


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner at the first question."""

    def open_one(*questions, tabs: int = 1, **options):
        learner = make_learner()
        item = make_item(make_module(make_course()), quiz=make_published_quiz(*questions, shuffle_questions=False))
        attempt = start_quiz(learner, item, language="ru", now=NOW)
        context = open_context(**options)
        sign_in(context, learner)
        pages = [context.new_page() for _tab in range(tabs)]
        for page in pages:
            page.goto(reverse("learning:question", args=[attempt.public_id, 1]))
        return attempt, pages

    return open_one


def stored(attempt: Attempt, position: int = 1) -> object:
    """The answer to the question's first part as the database has it."""
    answer = Response.objects.get(attempt=attempt, position=position).answer
    return answer and answer["p1"]


def choose(page: Page, text: str) -> None:
    """Click the option."""
    page.get_by_text(f"{text} [ru]", exact=True).click()


def status(page: Page):
    """The line that says whether the answer is safe."""
    return page.locator("[data-save-status]")


def go_on(page: Page) -> None:
    """Press the button that leads to the next question or the summary."""
    page.locator(".el-question__buttons button[name=go]").first.click()


def test_back_forward_and_reload_keep_the_choice(open_quiz):
    attempt, (page,) = open_quiz(make_question(single()), make_question(single()))
    choose(page, "right")
    expect(status(page)).to_contain_text(SAVED)

    page.reload()
    expect(page.get_by_label("right [ru]", exact=True)).to_be_checked()
    choose(page, "wrong")
    go_on(page)
    page.wait_for_url("**/2/")
    page.go_back()
    expect(page.get_by_label("wrong [ru]", exact=True)).to_be_checked()
    choose(page, "worse")
    expect(status(page)).to_contain_text(SAVED)
    page.go_forward()
    page.wait_for_url("**/2/")
    page.go_back()
    expect(page.get_by_label("worse [ru]", exact=True)).to_be_checked()

    assert stored(attempt) == "worse"


def test_older_tab_does_not_undo_the_newer_and_is_told(open_quiz):
    attempt, (older, newer) = open_quiz(make_question(single()), tabs=2)
    choose(newer, "right")
    expect(status(newer)).to_contain_text(SAVED)

    choose(older, "wrong")

    expect(status(older)).to_contain_text(ELSEWHERE)
    choose(older, "worse")
    expect(status(older)).to_contain_text(ELSEWHERE)
    assert stored(attempt) == "right"


def test_next_in_an_untouched_older_tab_changes_nothing(open_quiz):
    attempt, (older, newer) = open_quiz(make_question(single()), make_question(), tabs=2)
    choose(newer, "right")
    expect(status(newer)).to_contain_text(SAVED)

    go_on(older)
    older.wait_for_url("**/2/")

    assert stored(attempt) == "right"


def test_cut_line_is_said_and_the_answer_follows(open_quiz):
    attempt, (page,) = open_quiz(make_question(single()))
    page.context.set_offline(True)
    choose(page, "wrong")
    expect(status(page)).to_contain_text(NOT_SENT)
    choose(page, "right")
    assert stored(attempt) is None

    page.context.set_offline(False)

    expect(status(page)).to_contain_text(SAVED)
    assert stored(attempt) == "right"


def test_answer_given_off_the_line_does_not_undo_a_newer_one(open_quiz):
    attempt, (phone, _same) = open_quiz(make_question(single()), tabs=2)
    phone.context.set_offline(True)
    choose(phone, "wrong")
    choose(phone, "worse")
    response = Response.objects.get(attempt=attempt)
    Response.objects.filter(pk=response.pk).update(answer={"p1": "right"}, sequence=1)

    phone.context.set_offline(False)

    expect(status(phone)).to_contain_text(ELSEWHERE)
    assert stored(attempt) == "right"


def test_double_click_hands_in_once(open_quiz):
    attempt, (page,) = open_quiz(make_question(single()))
    choose(page, "right")
    go_on(page)
    page.wait_for_url("**/summary/")

    page.locator("main form button").dblclick()
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
    page.locator("main form button").click()
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
    tab_to(page, "main form button")
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
