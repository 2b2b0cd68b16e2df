"""A browser that dies two seconds after a click loses nothing (ux 27, 28)."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Error, Page, expect

from learning.domain.quiz_taking import start_quiz
from quizzes.models import Attempt
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz
from tests.harness.browser import CHROMIUM_FLAGS
from tests.harness.chromium import chromium_path
from tests.walks.taking import SAVES, address, choose, expect_state, notice, stored

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
TWO_SECONDS = 2000

StartBrowser = Callable[[], Page]


@pytest.fixture
def attempt() -> Attempt:
    """An attempt just begun."""
    item = make_item(make_module(make_course()), quiz=make_published_quiz(shuffle_questions=False))
    return start_quiz(make_learner(), item, language="ru", now=timezone.now())


@pytest.fixture
def start_browser(chromium: Browser, live_site, sign_in, attempt, tmp_path: Path) -> Iterator[StartBrowser]:
    """Starts a Chromium on one and the same profile, with the learner signed in; gives its tab."""
    contexts = []

    def start() -> Page:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=chromium_path(), args=CHROMIUM_FLAGS, base_url=live_site
        )
        contexts.append(context)
        sign_in(context, attempt.learner)
        return context.pages[0]

    yield start
    for context in contexts:
        with contextlib.suppress(Error):
            context.close()


def kill(page: Page) -> None:
    """End the browser as a power cut would."""
    with page.expect_event("close"):
        processes = page.context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        os.kill(next(process["id"] for process in processes if process["type"] == "browser"), signal.SIGKILL)


def test_answer_is_at_the_server_two_seconds_after_the_click(start_browser, attempt):
    page = start_browser()
    page.goto(address(attempt, 1))
    choose(page, "right")
    page.wait_for_timeout(TWO_SECONDS)
    kill(page)

    assert stored(attempt) == "right"


def test_answer_given_without_a_line_outlives_the_browser(start_browser, attempt):
    page = start_browser()
    page.goto(address(attempt, 1))
    page.route(SAVES, lambda route: route.abort())
    choose(page, "right")
    page.wait_for_timeout(TWO_SECONDS)
    kill(page)
    assert stored(attempt) is None

    page = start_browser()
    page.goto(address(attempt, 1))

    expect(page.get_by_label("right [ru]", exact=True)).to_be_checked()
    expect_state(page, "saved")
    expect(notice(page, "elsewhere")).to_be_hidden()
    assert stored(attempt) == "right"
