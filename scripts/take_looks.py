"""Every page for people in three languages, light and dark, on a phone and an office screen: pictures to look at.

    PORT=8001 make run                                     # in another terminal
    .venv/bin/python -m scripts.take_looks http://localhost:8001 [NAME …]

One sheet a page under ``var/looks/``: a row per language, four looks in it (issue "design system"; ux 54). Nothing is
compared: a person looks. What a machine can tell of the same pages is in ``tests/walks``.
"""

import argparse
import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.chromium import chromium_path

OUT = Path(__file__).resolve().parent.parent / "var" / "looks"
# As ``make run`` prints them.
DOMAIN, PASSWORD = "demo.example", "Atyrau-2026-demo"
LANGUAGES = ("ru", "kk", "en")
LOOKS = tuple(product(((360, 640), (1280, 800)), ("light", "dark")))
# How wide a picture stands on the sheet, by width of the screen, and how much of a long page is kept.
SHOWN = {360: 240, 1280: 560}
TALLEST = 1100
MARGIN = 12
LESSON = "/courses/upr/module-2/from-dialogue-to-decision/"
PAGES: dict[str, tuple[str, str]] = {
    "front": ("", "/"),
    "sign-in": ("", "/accounts/login/"),
    "password": ("", "/accounts/password/reset/"),
    "accessibility": ("", "/accessibility/"),
    "mechanism": ("", "/universal-periodic-review/"),
    "reviews": ("", "/reviews-of-kazakhstan/"),
    "articles": ("", "/covenant-articles/"),
    "check": ("", "/certificates/check/"),
    "unknown-code": ("", "/certificates/check/?code=ABCD"),
    "not-found": ("", "/nowhere/"),
    "styleguide": ("", "/styleguide/"),
    "search": ("sergey", "/search/?q=шолу"),
    "glossary": ("sergey", "/glossary/"),
    "home": ("sergey", "/learning/"),
    "courses": ("sergey", "/courses/"),
    "course": ("sergey", "/courses/upr/"),
    "lesson": ("sergey", LESSON),
    "entry-test": ("sergey", "/courses/upr/module-1/entry-test/"),
    "quiz": ("sergey", "/courses/upr/module-5/final-quiz/"),
    "record": ("galym.rysbek", "/learning/record/"),
    "certificates": ("galym.rysbek", "/certificates/"),
    "data": ("sergey", "/privacy/"),
    "sessions": ("sergey", "/accounts/sessions/"),
    "dashboard": ("country", "/reports/"),
    "agencies": ("country", "/reports/agencies/?region=KZ-23"),
    "people": ("atyrau", "/reports/agencies/justice-kz-23/"),
    "overdue": ("country", "/reminders/overdue/"),
    "rosters": ("atyrau", "/roster/"),
    "obligations": ("country", "/obligations/"),
}


def main() -> None:
    """Takes the pictures of all pages, or of those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("names", nargs="*", default=sorted(PAGES))
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    shots: dict[str, list[Image.Image]] = {name: [] for name in given.names}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        for language, (size, scheme) in product(LANGUAGES, LOOKS):
            for name, picture in pictures(browser, given.site, given.names, language, size, scheme):
                shots[name].append(picture)
        browser.close()
    for name, taken in shots.items():
        sheet_of(taken).save(OUT / f"{name}.png")
        print(OUT / f"{name}.png")


def pictures(
    browser: Browser, site: str, names: list[str], language: str, size: tuple[int, int], scheme: str
) -> Iterator[tuple[str, Image.Image]]:
    """One picture a page, in one look; people sign in once each."""
    for login in sorted({PAGES[name][0] for name in names}):
        context = browser.new_context(
            base_url=site,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        page = context.new_page()
        if login:
            sign_in(page, login)
        for name in names:
            if PAGES[name][0] == login:
                yield name, picture_of(page, address(name, language), size[0])
        context.close()


def address(name: str, language: str) -> str:
    """Pages of the account have no language in their address."""
    path = PAGES[name][1]
    return path if path.startswith("/accounts/") else f"/{language}{path}"


def sign_in(page: Page, login: str) -> None:
    """As somebody of the demo."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{login}@{DOMAIN}")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "login" not in url)


def picture_of(page: Page, path: str, width: int) -> Image.Image:
    """The top of the page, as wide as it stands on the sheet."""
    page.goto(path, wait_until="load")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    shown = SHOWN[width]
    picture = picture.resize((shown, round(picture.height * shown / picture.width)), Image.Resampling.LANCZOS)
    return picture.crop((0, 0, shown, min(TALLEST, picture.height)))


def sheet_of(taken: list[Image.Image]) -> Image.Image:
    """A row per language, one look beside the other."""
    rows = [taken[start : start + len(LOOKS)] for start in range(0, len(taken), len(LOOKS))]
    width = max(sum(one.width + MARGIN for one in row) for row in rows)
    heights = [max(one.height for one in row) + MARGIN for row in rows]
    sheet = Image.new("RGB", (width, sum(heights)), "#888888")
    brush, top = ImageDraw.Draw(sheet), 0
    for row, height, language in zip(rows, heights, LANGUAGES, strict=False):
        left = 0
        for one in row:
            sheet.paste(one, (left, top))
            left += one.width + MARGIN
        brush.text((2, top), language, fill="#cc0000")
        top += height
    return sheet


if __name__ == "__main__":
    main()
