"""The log tells where it broke and nothing about whom."""

import logging
import sys

from elearn.logs import PrivateFormatter


def test_log_02_traceback_names_places_and_types_but_no_message():
    try:
        try:
            raise KeyError("aigerim@demo.example")
        except KeyError as error:
            raise ValueError("Айгерім") from error
    except ValueError:
        record = logging.LogRecord("elearn", logging.ERROR, __file__, 1, "It broke", None, sys.exc_info())

    text = PrivateFormatter("{message}", style="{").format(record)

    assert text.startswith("It broke\n")
    assert text.endswith("ValueError from KeyError")
    assert "test_logs.py" in text
    assert "aigerim" not in text
    assert "Айгерім" not in text.replace('raise ValueError("Айгерім")', "")
