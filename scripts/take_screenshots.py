"""The pictures of the README, taken from a running ``make run``: ``python -m scripts.take_screenshots PASSWORD``.

The password is the one of the demo accounts, as ``make run`` prints it.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.chromium import chromium_path

SITE = "http://localhost:8000"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
QUIZ = "/kk/courses/upr/module-5/final-quiz/"


def main() -> None:
    """One picture per person; the question is the first of a quiz that the learner has open."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        page = signed_in(browser, "sergey", (1280, 900))
        page.goto("/ru/courses/upr/module-1/what-the-upr-is/")
        page.screenshot(path=FOLDER / "lesson.png")
        page = signed_in(browser, "aigerim", (360, 720))
        page.goto(QUIZ)
        page.locator("main .govuk-button").first.click()
        page.screenshot(path=FOLDER / "question.png")
        page = signed_in(browser, "country", (1280, 900))
        page.goto("/ru/reports/")
        page.screenshot(path=FOLDER / "report.png")
        browser.close()


def signed_in(browser: Browser, login: str, size: tuple[int, int]) -> Page:
    """A window of this size in which a demo account has signed in."""
    page = browser.new_context(base_url=SITE, viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{login}@demo.example")
    page.fill("input[name=password]", sys.argv[1])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    return page


if __name__ == "__main__":
    main()
