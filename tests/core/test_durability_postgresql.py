"""What a crash may cost is decided by options of the live connection (REL-03)."""

import pytest
from django.db import connection

from core.durability import option, unsafe_options


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "is_safe"), [("on", True), ("local", True), ("off", False)])
def test_rel_03_postgresql_that_does_not_wait_for_the_disk_is_named(value, is_safe):
    """The suite's own cluster runs without its safety, so only the option of this session is looked at."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL synchronous_commit = {value}")

    assert option("synchronous_commit") == value
    assert ("synchronous_commit = off" in list(unsafe_options())) != is_safe


@pytest.mark.django_db
def test_rel_03_options_of_the_whole_server_are_read_too():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'")
        switched_off = {f"{name} = off" for (name,) in cursor.fetchall()}

    assert {one for one in unsafe_options() if "synchronous_commit" not in one} == switched_off
