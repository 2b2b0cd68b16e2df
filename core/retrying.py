"""Trying again where two transactions got in each other's way (REL-06)."""

import logging
import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
R = TypeVar("R")

logger = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT = 0.05  # seconds, before the second try; twice as long before the third
# Serialisation failure and deadlock of PostgreSQL; SQLite's words for a lock that was held too long.
TRANSIENT_STATES = frozenset({"40001", "40P01"})
TRANSIENT_NAMES = frozenset({"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"})


def retried(unit: Callable[P, R]) -> Callable[P, R]:
    """A whole business act that may be repeated, tried up to ``TRIES`` times (REL-06).

    The act is rolled back between tries, so it must be one transaction and leave nothing outside the database. Called
    inside another transaction it is tried once: only the outermost can begin again. The last error is raised.
    """

    @wraps(unit)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        for number in range(1, TRIES):
            try:
                return unit(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not is_transient(error):
                    raise
                logger.warning("Tried again", extra={"event": "tried_again", "unit": unit.__name__})
                time.sleep(random.uniform(0, LONGEST_WAIT * number))  # noqa: S311 (jitter, no secret)
        return unit(*args, **kwargs)

    return tried


def is_transient(error: OperationalError) -> bool:
    """Whether the same act may succeed at the next try."""
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", None) in TRANSIENT_STATES
        or getattr(cause, "sqlite_errorname", None) in TRANSIENT_NAMES
    )
