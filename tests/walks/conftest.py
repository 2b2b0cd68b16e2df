"""The demo country as the stage of the walks: loaded once, put back before every walk."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from demo.accounts import DOMAIN, PASSWORD
from tests.harness.database import TEMPLATE_DIR, schema_hash

MADE_OF = {".py", ".csv", ".md", ".yaml", ".yml", ".json", ".toml"}
SIZES = {"phone": (360, 640), "office": (1280, 800)}
SCHEMES = ("light", "dark")
# A walk that is taken in both languages looks at half of the looks in each.
HALVES = {"ru": {("phone", "light"), ("office", "dark")}, "kk": {("phone", "dark"), ("office", "light")}}


@pytest.fixture(scope="session")
def demo_snapshot() -> Path:
    """Where the loaded demo country is kept, until the day or anything that it is made of changes."""
    digest = hashlib.sha256(f"{schema_hash()} {timezone.localdate()}".encode())
    for app in ("content", *sorted(config.name for config in apps.get_app_configs() if is_ours(config))):
        for file in sorted(settings.BASE_DIR.joinpath(app).rglob("*")):
            if file.is_file() and file.suffix in MADE_OF:
                digest.update(file.read_bytes())
    return TEMPLATE_DIR / f"demo-{digest.hexdigest()[:16]}.snapshot"


@pytest.fixture
def demo(transactional_db, demo_snapshot: Path) -> None:
    """A database that holds the demo country, as ``make run`` shows it."""
    if demo_snapshot.exists():
        _copy(demo_snapshot, _database())
    else:
        call_command("load_demo", verbosity=0)
        for outdated in TEMPLATE_DIR.glob("demo-*"):
            outdated.unlink()
        unfinished = demo_snapshot.with_suffix(".new")
        _copy(_database(), unfinished)
        unfinished.replace(demo_snapshot)


@pytest.fixture
def account(demo) -> Callable[[str], User]:
    """``account("sergey")``: one of the demo accounts."""
    return lambda login: User.objects.get(email=f"{login}@{DOMAIN}")


@pytest.fixture
def sign_in_by_hand() -> Callable[[Page, str, str], None]:
    """``sign_in_by_hand(page, "sergey", "ru")``: types e-mail and password as a person would."""

    def type_in(page: Page, login: str, language: str) -> None:
        page.goto(f"/{language}/")
        page.goto("/accounts/login/")
        page.fill("input[name=login]", f"{login}@{DOMAIN}")
        page.fill("input[name=password]", PASSWORD)
        page.locator("main button[type=submit], main form button").first.click()
        page.wait_for_url(lambda url: "login" not in url)

    return type_in


@pytest.fixture
def every_look(axe, screenshot, request) -> Callable[[Page, str], None]:
    """``every_look(page, "lesson")``: no accessibility violation, light and dark, on phone and office screen."""
    language = getattr(request.node, "callspec", None) and request.node.callspec.params.get("language")
    looks = HALVES.get(language, set(product(SIZES, SCHEMES)))

    def look(page: Page, name: str) -> None:
        before = page.viewport_size
        for size, scheme in sorted(looks):
            page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
            page.emulate_media(color_scheme=scheme)
            axe(page)
            screenshot(page, f"{name}-{size}-{scheme}")
        page.set_viewport_size(before)
        page.emulate_media(color_scheme="light")

    return look


def is_ours(config: AppConfig) -> bool:
    """Whether the app is one of this project's."""
    return Path(config.path).parent == settings.BASE_DIR


def _database() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy(source: Path, target: Path) -> None:
    connection.close()
    with (
        contextlib.closing(sqlite3.connect(source)) as read,
        contextlib.closing(sqlite3.connect(target, timeout=20)) as written,
    ):
        read.backup(written)


def use_language(context: BrowserContext, language: str, address: str) -> None:
    """Let pages without a language in their address (sign-in) speak ``language``."""
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
