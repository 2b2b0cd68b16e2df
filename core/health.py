"""What an operator should look at although the site answers (REL-18)."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from core.backup.archive import stamp_of_backups
from core.durability import unsafe_options
from core.queue import queue_age

LONGEST_WAIT = timedelta(minutes=15)
LEAST_FREE = 10
OLDEST_BACKUP = timedelta(hours=26)  # REL-15


def warnings(now: datetime) -> Iterator[str]:
    """A sentence for everything that is not as it should be, for operators only; nothing when all is well."""
    for one in unsafe_options():
        yield f"The database may lose confirmed answers in a crash: {one}."
    if (age := queue_age(now)) > LONGEST_WAIT:
        yield f"Background work waits since {age // timedelta(minutes=1)} minutes: is the worker running?"
    if (free := free_percent()) < LEAST_FREE:
        yield f"Free disk space: {free} %."
    if settings.BACKUPS_EXPECTED:
        yield from late_backup(now)


def late_backup(now: datetime) -> Iterator[str]:
    """A sentence when the last good backup was not written within the last 26 hours, or there is none."""
    stamp = stamp_of_backups()
    if not stamp.exists():
        yield "No backup has been written yet: run manage.py backup every night."
    elif (age := now - datetime.fromtimestamp(stamp.stat().st_mtime, UTC)) > OLDEST_BACKUP:
        yield f"The last backup is {age // timedelta(hours=1)} hours old."


def free_percent() -> int:
    """Free part of the disk that holds the site's files."""
    folder = Path(settings.VAR_DIR)
    disk = shutil.disk_usage(folder if folder.exists() else settings.BASE_DIR)
    return 100 * disk.free // disk.total
