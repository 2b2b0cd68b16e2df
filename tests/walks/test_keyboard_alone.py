"""From the front page to the next lesson by Tab and Enter, the focus in sight at every stop (ux 56; WCAG 2.1.1, 2.4.1, 2.4.7)."""

import pytest
from playwright.sync_api import Page

from learning.models import ItemCompletion
from tests.walks.conftest import use_language
from tests.walks.probes import stops_of

pytestmark = pytest.mark.walk
LEARNERS = [("ru", "sergey"), ("kk", "aigerim")]
LOOK = {"ru": "[lang=kk].el-switch__choice", "kk": "[lang=ru].el-switch__choice"}


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; every stop on the way shows it."""
    for stop in stops_of(page):
        assert stop.faults == []
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: Tab never reaches {selector}")


def follow(page: Page, selector: str) -> None:
    """Reach the link or button by Tab and press Enter: another page opens."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("language", "login"), LEARNERS)
def test_wcag_2_1_1_front_page_to_the_next_lesson(language, login, account, open_context, sign_in, live_site):
    learner = account(login)
    context = open_context(language)
    use_language(context, language, live_site)
    sign_in(context, learner)
    page = context.new_page()
    page.goto(f"/{language}/")

    follow(page, "main .govuk-button")
    follow(page, ".el-continue__button")
    first, read = page.url, ItemCompletion.objects.filter(learner=learner).count()
    follow(page, ".el-lesson-nav button")

    assert page.locator(".el-lesson-nav").count() == 1
    assert page.url != first
    assert ItemCompletion.objects.filter(learner=learner).count() == read + 1


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wcag_2_4_1_skip_link_language_and_colours_by_keyboard(language, demo, open_context):
    page = open_context(language).new_page()
    page.goto(f"/{language}/")

    tab_to(page, ".govuk-skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")

    follow(page, "button[value=dark]")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    follow(page, LOOK[language])
    assert page.locator("html").get_attribute("lang") != language
