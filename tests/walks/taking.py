"""A quiz just begun in a browser, and what a person does with its pages."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from learning.domain.quiz_taking import start_quiz
from quizzes.choices import Preset
from quizzes.models import Attempt, Question, Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.quizzes import single
from tests.harness.browser import OpenContext

OpenQuiz = Callable[..., tuple[Attempt, list[Page]]]
SAVES = "**/answer/"
# How much the browser keeps because it has not been sent.
WAITING = """() => new Promise(resolve => {
    const opening = indexedDB.open("elearn-quiz");
    opening.onsuccess = () => {
        const counting = opening.result.transaction("letters").objectStore("letters").count();
        counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
    };
})"""


def quiz_opener(open_context: OpenContext, sign_in: Callable[..., None]) -> OpenQuiz:
    """Gives ``open_quiz(question, …, tabs=1)``: an attempt just begun, and tabs of its learner at the first question."""

    def open_one(
        *questions: Any, tabs: int = 1, preset: str = Preset.CONTROL, **options: Any
    ) -> tuple[Attempt, list[Page]]:
        quiz = make_published_quiz(*questions, shuffle_questions=False, preset=preset)
        item = make_item(make_module(make_course()), quiz=quiz)
        attempt = start_quiz(make_learner(), item, language="ru", now=timezone.now())
        context = open_context(**options)
        sign_in(context, attempt.learner)
        pages = [context.new_page() for _tab in range(tabs)]
        for page in pages:
            page.goto(address(attempt, 1))
        return attempt, pages

    return open_one


def address(attempt: Attempt, position: int) -> str:
    """Where the question is answered."""
    return reverse("learning:question", args=[attempt.public_id, position])


def stored(attempt: Attempt, position: int = 1) -> object:
    """The answer to the question's first part as the database has it."""
    answer = Response.objects.get(attempt=attempt, position=position).answer
    return answer and answer["p1"]


def choose(page: Page, text: str) -> None:
    """Click the option."""
    page.get_by_text(f"{text} [ru]", exact=True).click()


def expect_state(page: Page, state: str) -> None:
    """The status line comes to say so: saved, kept (on this device), …"""
    expect(page.locator("[data-save-status]")).to_have_attribute("data-state", state, timeout=15_000)


def notice(page: Page, name: str) -> Locator:
    """The box that says what is in the way."""
    return page.locator(f"[data-notice={name}]")


def go_on(page: Page) -> None:
    """Press the button that leads to the next question or the summary."""
    page.locator(".el-question__buttons button[name=go]").first.click()


def hand_in(page: Page) -> None:
    """Press the summary's one button."""
    page.locator("form[data-hand-in-form] button").click()


def wait_for_sheet(page: Page, questions: int) -> None:
    """The page holds all questions: reachable at once, without the site."""
    page.wait_for_function("() => document.querySelector('[data-quiz]').hasAttribute('data-ready')")
    expect(page.locator("[data-cell-state]")).to_have_count(questions)


def singles(count: int) -> list[Question]:
    """Questions of one right option."""
    return [make_question(single(f"Question {position}?")) for position in range(1, count + 1)]


def wait_until_sent(page: Page) -> None:
    """Nothing waits on this device any more."""
    page.wait_for_function("() => localStorage.getItem('elearn-unsent') === null", timeout=30_000)


def wait_for_result(page: Page) -> None:
    """The quiz is handed in, and its result is shown."""
    page.wait_for_url("**/result/", timeout=30_000)
