"""The log tells where it broke and nothing about whom (LOG-01 to LOG-03)."""

import json
import logging
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.urls import reverse

from core.request_number import new_request_number
from elearn.logs import EXTRAS, JsonFormatter
from tests.factories import make_learner
from tests.factories.people import PASSWORD


def written(message, *arguments, exc_info=None, **extra):
    record = logging.LogRecord("elearn", logging.ERROR, __file__, 1, message, arguments, exc_info)
    vars(record).update(extra)
    return JsonFormatter().format(record)


def test_log_01_a_line_has_time_request_and_what_happened():
    number = new_request_number()

    line = json.loads(written("Recorded", event="signed_in", actor=7, subject="user:7"))

    assert {name: line[name] for name in ("level", "logger", "message", "request", "event", "actor", "subject")} == {
        "level": "ERROR",
        "logger": "elearn",
        "message": "Recorded",
        "request": number,
        "event": "signed_in",
        "actor": 7,
        "subject": "user:7",
    }
    assert abs(datetime.fromisoformat(line["at"]) - datetime.now(UTC)).total_seconds() < 60


def test_log_02_traceback_names_places_and_types_but_no_message():
    try:
        try:
            raise KeyError("aigerim@demo.example")
        except KeyError as error:
            raise ValueError("Айгерім") from error
    except ValueError:
        line = json.loads(written("It broke", exc_info=sys.exc_info()))

    assert line["traceback"].endswith("ValueError from KeyError")
    assert "test_logs.py" in line["traceback"]
    assert "aigerim" not in line["traceback"]
    assert "Айгерім" not in line["traceback"].replace('raise ValueError("Айгерім")', "")


def test_log_02_only_named_fields_are_added():
    assert "secret" not in written("x", password="secret", email="secret@demo.example", answer="secret")
    assert not {"name", "email", "password", "answer", "query"} & set(EXTRAS)


@pytest.mark.parametrize("text", ["a\r\nERROR faked", "\x1b[31mred", "abc\u202edef", "\u2066x\u2069", "\x00"])
def test_log_03_what_comes_from_outside_stays_on_its_line_and_in_escapes(text):
    line = written("asked for %s", text)

    assert json.loads(line)["message"] == f"asked for {text}"
    assert line.isascii()
    assert line.isprintable()


def test_log_04_what_cannot_be_written_breaks_nothing():
    assert json.loads(written("%d rows", "many"))["message"] == "%d rows"
    assert json.loads(written("x", subject=object()))["subject"].startswith("<object")


@pytest.mark.django_db
def test_log_02_signing_in_and_losing_the_way_leave_no_mark_in_the_log(client, django_capture_on_commit_callbacks):
    """All that the site's own handlers would write of some requests with marked data."""
    person = make_learner("Marked Name", email="marked@demo.example")
    lines = []
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter())
    handler.emit = lambda record: lines.append(handler.format(record))
    loggers = [logging.getLogger(name) for name in ("", "django", "audit")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("account_login"), {"login": person.email, "password": "marked password"})
            client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
        client.get("/ru/nothing-here/?q=marked-query")
    finally:
        for logger in loggers:
            logger.removeHandler(handler)

    assert any('"signed_in"' in line for line in lines)
    assert any("nothing-here" in line for line in lines)
    assert not [line for line in lines if "arked" in line]
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "json"
