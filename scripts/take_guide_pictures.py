"""Takes the pictures of the guide for trainers from a running site with demo data, in Russian and Kazakh.

    make run            (in another window)
    python -m scripts.take_guide_pictures http://localhost:8000 PASSWORD

PASSWORD is that of the demo accounts, which ``make run`` prints. The pictures go into workshop/static/workshop/guide/.
The first norm of the demo's register is marked as changed, so that there is something to check.
"""

import io
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "workshop" / "static" / "workshop" / "guide"
SIZE: ViewportSize = {"width": 1100, "height": 700}
QUALITY = 60


def main(site: str, password: str) -> None:
    """All pictures in both languages."""
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for language in ("ru", "kk"):
            context = browser.new_context(base_url=site, viewport=SIZE, color_scheme="light")
            page = context.new_page()
            sign_in(page, password)
            change_a_norm(page)
            context.add_cookies([{"name": "django_language", "value": language, "url": site}])
            take_all(page, language)
        browser.close()


def sign_in(page: Page, password: str) -> None:
    """As the trainer of the demo."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "trainer@demo.example")
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def change_a_norm(page: Page) -> None:
    """As if a law had changed today."""
    page.goto("/admin/snippets/quizzes/norm/")
    page.goto(page.locator(".listing td.title a, .listing .title-wrapper a").first.get_attribute("href") or "")
    page.fill("[name=changed_on]", datetime.now(tz=UTC).date().isoformat())
    page.keyboard.press("Escape")
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def take_all(page: Page, language: str) -> None:
    """The screens in the order of the guide."""
    page.goto("/admin/")
    take(page, language, "my-courses")
    course = page.locator(".listing th a").first.get_attribute("href") or ""
    page.goto("/admin/workshop/courses/new/")
    take(page, language, "new-course")
    page.goto(course)
    take(page, language, "course")
    # Quizzes stand in like lessons, with their questions below them.
    lesson = page.locator("tr:not(:has(a[href*='quiz='])) > th.indent-2 a").first.get_attribute("href") or ""
    questions = page.locator("a[href*='quiz=']").first.get_attribute("href") or ""
    translation = page.locator("a[href*='/translations/']").first.get_attribute("href") or ""
    for name, address in (
        ("lesson", lesson),
        ("import", questions),
        ("translate", translation),
        ("law", "/admin/workshop/law/"),
        ("results", f"{course}results/"),
    ):
        page.goto(address)
        take(page, language, name)


def take(page: Page, language: str, name: str) -> None:
    """One picture, light enough for a weak line."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(FOLDER / language / f"{name}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main(*sys.argv[1:3])
