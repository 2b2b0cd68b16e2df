"""A site whose database has gone away."""

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def database_away(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Every new connection fails, as it does while a database server restarts."""
    server = {"NAME": "/nonexistent/elearn.sqlite3"} if connection.vendor == "sqlite" else {"HOST": "/nonexistent"}
    before = {name: connection.settings_dict[name] for name in server}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(server)
        yield
        connection.close()
        connection.settings_dict.update(before)
