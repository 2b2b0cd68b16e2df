"""Suitcases that were uploaded and wait for their owner's decision, each for a day."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

KEPT = timedelta(days=1)


def keep_suitcase(pieces: Iterable[bytes]) -> UUID:
    """Store what was uploaded, out of anybody's reach; returns the name to find it by."""
    name = uuid4()
    path = _folder() / f"{name}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.writelines(pieces)
    return name


def kept_suitcase(name: UUID) -> Path | None:
    """Where it lies; None when it is gone."""
    path = _folder() / f"{name}.zip"
    return path if path.is_file() else None


def drop_suitcase(name: UUID) -> None:
    """Forget it."""
    (_folder() / f"{name}.zip").unlink(missing_ok=True)


def drop_old_suitcases(*, now: datetime) -> int:
    """Forget those that have waited for a day; returns how many."""
    old = [one for one in _folder().glob("*.zip") if one.stat().st_mtime < (now - KEPT).timestamp()]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "suitcases"
