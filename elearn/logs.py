"""What is written to the log: a line of JSON per event; where it broke, never whose data it was (LOG-01, LOG-02).

People appear by number. Texts from outside are not logged; what may hold one after all is written in JSON's own
escapes, so that no line breaks, control or bidi characters reach a terminal (LOG-03).
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from core.request_number import request_number

LONGEST = 2000
# What ``extra`` may add; anything else stays out.
EXTRAS = ("event", "actor", "subject", "user_id", "code", "sent", "taken_up", "file", "rows", "status_code")


class JsonFormatter(logging.Formatter):
    """One line: time in UTC, level, logger, message, request number and the fields of ``EXTRAS``."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; what cannot be written never breaks the act that is logged."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message_of(record)[:LONGEST],
        }
        if number := request_number():
            line["request"] = number
        line |= {name: vars(record)[name] for name in EXTRAS if name in vars(record)}
        if record.exc_info:
            line["traceback"] = traceback_of(record.exc_info)
        return json.dumps(line, default=str)


def traceback_of(exc_info: Any) -> str:
    """File, line and function of every frame, and the types of the error and of what caused it; no message.

    A message may quote names, addresses or answers.
    """
    _kind, error, frames = exc_info
    lines = traceback.format_list(traceback.extract_tb(frames))
    causes = []
    while error is not None:
        causes.append(type(error).__name__)
        error = error.__cause__
    return "".join(lines) + " from ".join(causes)


def _message_of(record: logging.LogRecord) -> str:
    # Django's own messages of requests quote the path; queries are never in it.
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
