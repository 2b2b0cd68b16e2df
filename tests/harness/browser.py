"""Fixtures of the walks: a real Chromium against a live site, with everything it receives on record."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.harness.chromium import chromium_path
from tests.harness.recorder import Recorder

ARTEFACTS = settings.VAR_DIR / "artefacts"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
]
LANGUAGE_TAGS = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}

OpenContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the walks are skipped, each with the reason."""
    if chromium_path() is None:
        for item in items:
            if item.get_closest_marker("walk"):
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless browser for the whole run; contexts keep tests apart."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread, and Django then refuses every query in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def live_site(live_server) -> str:
    """The address of a running site that works on this test's database: ``http://localhost:<port>``."""
    return live_server.url


@pytest.fixture
def recorders() -> list[Recorder]:
    """One recorder per context opened in this test, in order of opening."""
    return []


@pytest.fixture
def open_context(chromium: Browser, live_site: str, recorders: list[Recorder]) -> Iterator[OpenContext]:
    """Opens contexts: ``open_context(language="kk", size=(360, 640), color_scheme="dark", …)``.

    Relative addresses in ``page.goto("/ru/")`` lead to the live site. Other keywords go to Playwright. After the
    test any request to another host, breach of the content security policy or uncaught script error fails it.
    """
    contexts: list[BrowserContext] = []

    def open_one(language: str = "ru", size: tuple[int, int] = (1280, 800), **options: Any) -> BrowserContext:
        # Otherwise axe and pictures catch colours half-way between two states.
        options.setdefault("reduced_motion", "reduce")
        viewport = ViewportSize(width=size[0], height=size[1])
        context = chromium.new_context(base_url=live_site, locale=LANGUAGE_TAGS[language], viewport=viewport, **options)
        context.set_default_timeout(10_000)
        recorders.append(Recorder(urlsplit(live_site).netloc, context))
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert [recorder.foreign_requests for recorder in recorders] == [[] for _ in recorders]
    assert [recorder.complaints for recorder in recorders] == [[] for _ in recorders]


@pytest.fixture
def context(open_context: OpenContext) -> BrowserContext:
    """A Russian-speaking visitor at an office PC."""
    return open_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The first tab of ``context``."""
    return context.new_page()


@pytest.fixture
def recorder(context: BrowserContext, recorders: list[Recorder]) -> Recorder:
    """What ``context`` (and so ``page``) received."""
    return recorders[0]


@pytest.fixture
def sign_in(live_site: str) -> Callable[[BrowserContext, Any], None]:
    """``sign_in(context, user)``: the person is signed in without typing; walks about signing in do type."""

    def sign_in_one(context: BrowserContext, user: Any) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_site}])

    return sign_in_one


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)`` fails with the list of accessibility violations; none is allowed."""

    def check(page: Page) -> None:
        violations = Axe().run(page).response["violations"]
        found = [f"{rule['id']}: {node['html']}" for rule in violations for node in rule["nodes"]]
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[..., Path]:
    """``screenshot(page, "result")`` keeps a picture of the whole page under ``var/artefacts/``; nobody looks in CI."""

    def take(page: Page, name: str) -> Path:
        file = ARTEFACTS / f"{request.node.name}-{name}.png"
        if "CI" not in os.environ:
            page.screenshot(path=file, full_page=True)
        return file

    return take
