"""What every test may rely on: a migrated database of its own, and a browser for the walks."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests.harness.database import own_database

pytest_plugins = ["tests.harness.browser"]


WITH_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, the second pass, only what asks the database: everything else would come out the same."""
    if connection.vendor != "postgresql":
        return
    kept = [item for item in items if _asks_the_database(item) and not item.get_closest_marker("once")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _asks_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not WITH_DATABASE.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """Each process works on a copy of one migrated template.

    After a test that really commits (``transaction=True``, ``live_server``) the copy is restored: a plain flush
    would also throw away what Wagtail's migrations wrote (root page, locale, groups).
    """
    database = own_database()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database.create()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test_case: database.restore())
        yield
        database.destroy()


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """The database gives the same ids again after every test: what a cache kept under them is somebody else's."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def speaks_russian() -> Iterator[None]:
    """Every test begins in the site's first language, whatever a request of the test before it left behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
