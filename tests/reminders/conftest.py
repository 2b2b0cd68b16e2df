"""What the tests of sending share: a mail server on this host, and a clock that can be put forward."""

from datetime import date, datetime, timedelta

import pytest
from django.core.mail import get_connection
from django.utils import timezone

from reminders.domain.delivering import deliver
from reminders.mails import compose
from tests.factories.reminders import noon
from tests.harness.mail import HOST, mail_server

TODAY = date(2026, 11, 22)


class Clock:
    """An instant that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now: datetime = noon(TODAY)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        """Later by so much."""
        self.now += timedelta(**delta)


@pytest.fixture
def clock():
    """Noon of ``TODAY``."""
    return Clock()


@pytest.fixture
def server(settings):
    """A running mail server that the site sends through."""
    settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
    settings.EMAIL_HOST = HOST
    with mail_server() as state:
        settings.EMAIL_PORT = state.port
        yield state


@pytest.fixture
def send(clock):
    """A function: one batch of what waits, as the background task sends it."""

    def run():
        today = timezone.localdate(clock())
        return deliver(lambda batch: compose(batch, today=today), get_connection(), clock=clock)

    return run
