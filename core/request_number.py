"""The number under which one request appears in the log, in the audit log and on an error page (LOG-01, HDR-06)."""

import secrets
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_number", default="")


def new_request_number() -> str:
    """Begin a request: a random number that says nothing about who asks."""
    number = secrets.token_hex(6)
    _current.set(number)
    return number


def request_number() -> str:
    """That of the running request; empty in commands and background tasks."""
    return _current.get()
