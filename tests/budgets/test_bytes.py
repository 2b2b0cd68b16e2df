"""What a page weighs on a weak line (ux 48): first and second visit, compressed as the proxy and WhiteNoise send it."""

import gzip
import logging

import pytest
from django.utils import timezone

from tests.factories import make_agency, make_coordinator, make_course, make_duty, make_learner, make_region
from tests.harness.recorder import Received

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
KB = 1000
REQUESTS = 10
FIRST_VISIT, SECOND_VISIT, QUESTION, DASHBOARD = 100 * KB, 20 * KB, 10 * KB, 150 * KB
AUTOSAVE = KB
COMPRESSED = (".woff2", ".webp", ".png", ".jpg")
CACHED_FOR_GOOD = "/static/"  # production names static files by their contents and lets browsers keep them
PHONE = (360, 640)
logger = logging.getLogger(__name__)


def weight(response: Received) -> int:
    """The body as it is sent; headers, below 1 kB a response, are left out."""
    return len(response.body if response.path.endswith(COMPRESSED) else gzip.compress(response.body, 6))


def weigh(name: str, responses: list[Received]) -> int:
    """The sum of all; written to the log so that a run tells the figures."""
    total = sum(map(weight, responses))
    logger.warning("%s: %d bytes, %d requests", name, total, len(responses))
    return total


def policies(responses: list[Received]) -> list[str]:
    """The content security policies of the pages among the responses."""
    pages = [one for one in responses if one.headers.get("content-type", "").startswith("text/html")]
    return [one.headers.get("content-security-policy", "") for one in pages]


def is_strict(policy: str) -> bool:
    """Whether a page may run and load our own files only."""
    return "default-src 'self'" in policy and "unsafe" not in policy


def test_lesson_and_question_are_light(make_stage, open_context, recorders, sign_in):
    stage = make_stage()
    context = open_context(size=PHONE)
    sign_in(context, stage.learner)
    page = context.new_page()

    page.goto(stage.lesson, wait_until="networkidle")
    page.locator("figure.el-image img").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('figure.el-image img').naturalWidth > 0")
    first = list(recorders[0].responses)
    assert any(one.path.endswith(".webp") for one in first)
    assert weigh("lesson, first visit", first) <= FIRST_VISIT
    assert len(first) <= REQUESTS

    page.goto(stage.lesson, wait_until="networkidle")
    second = [one for one in recorders[0].responses[len(first) :] if not one.path.startswith(CACHED_FOR_GOOD)]
    assert weigh("lesson, second visit", second) <= SECOND_VISIT

    seen = len(recorders[0].responses)
    page.goto(stage.question, wait_until="networkidle")
    question = [one for one in recorders[0].responses[seen:] if not one.path.startswith(CACHED_FOR_GOOD)]
    assert weigh("question, files known", question) <= QUESTION
    assert len(question) == 2  # the page, and all questions for when the line is lost
    assert [is_strict(policy) for policy in policies(first + question)] == [True] * 3

    with page.expect_response("**/answer/") as answered:
        page.locator(".el-option__label").first.click()
    assert len(answered.value.request.post_data or "") <= AUTOSAVE
    assert len(answered.value.body()) <= AUTOSAVE


def test_coordinators_page_is_light(open_context, recorders, sign_in):
    coordinator, course = make_coordinator(), make_course()
    for _region in range(20):
        agency = make_agency(region=make_region())
        make_duty(make_learner(agency=agency), course, started_at=timezone.now())
    context = open_context()
    sign_in(context, coordinator)
    page = context.new_page()

    page.goto("/ru/reports/", wait_until="networkidle")

    received = recorders[0].responses
    assert weigh("figures of 20 regions, first visit", received) <= DASHBOARD
    assert [is_strict(policy) for policy in policies(received)] == [True]
