"""What operators are told although the site answers (REL-18)."""

import io
import os
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from core import health
from core.backup.archive import stamp_of_backups

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def well(monkeypatch) -> pytest.MonkeyPatch:
    """Nothing to complain about, whatever the machine under the suite is like."""
    monkeypatch.setattr(health, "unsafe_options", lambda: iter(()))
    monkeypatch.setattr(health, "queue_age", lambda now: timedelta())
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: Disk(1000, 0, 1000))
    return monkeypatch


def test_a_site_that_is_well_warns_of_nothing(well):
    assert list(health.warnings(NOW)) == []


def test_work_that_waits_for_a_quarter_of_an_hour_is_told(well):
    well.setattr(health, "queue_age", lambda now: timedelta(minutes=15))
    on_the_limit = list(health.warnings(NOW))
    well.setattr(health, "queue_age", lambda now: timedelta(minutes=16))

    assert on_the_limit == []
    assert list(health.warnings(NOW)) == ["Background work waits since 16 minutes: is the worker running?"]


def test_a_disk_with_less_than_a_tenth_free_is_told(well):
    well.setattr(health.shutil, "disk_usage", lambda folder: Disk(1000, 901, 99))

    assert list(health.warnings(NOW)) == ["Free disk space: 9 %."]


def test_an_unsafe_database_is_told(well):
    well.setattr(health, "unsafe_options", lambda: iter(["synchronous = 1"]))

    assert list(health.warnings(NOW)) == ["The database may lose confirmed answers in a crash: synchronous = 1."]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (None, ["No backup has been written yet: run manage.py backup every night."]),
        (26, []),
        (27, ["The last backup is 27 hours old."]),
    ],
)
def test_rel_15_a_missing_or_old_backup_is_told_where_one_is_expected(well, settings, tmp_path, hours, told):
    settings.VAR_DIR, settings.BACKUPS_EXPECTED = tmp_path, True
    if hours is not None:
        stamp_of_backups().touch()
        written = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(stamp_of_backups(), (written, written))

    assert list(health.warnings(NOW)) == told


@pytest.mark.django_db
def test_readyz_says_degraded_and_not_why(client, well):
    healthy = client.get("/readyz")
    well.setattr(health, "queue_age", lambda now: timedelta(hours=1))

    degraded = client.get("/readyz")

    assert (healthy.status_code, healthy.content) == (200, b"ok")
    assert (degraded.status_code, degraded.content) == (200, b"degraded")


@pytest.mark.django_db
def test_check_health_tells_the_age_of_the_queue_and_fails_with_a_warning(well):
    output = io.StringIO()
    call_command("check_health", stdout=output)
    well.setattr(health, "queue_age", lambda now: timedelta(hours=1))

    with pytest.raises(CommandError, match="Warnings: 1"):
        call_command("check_health", stdout=output)

    assert output.getvalue().splitlines() == [
        "Queue age: 0 s",
        "Queue age: 0 s",
        "Background work waits since 60 minutes: is the worker running?",
    ]
