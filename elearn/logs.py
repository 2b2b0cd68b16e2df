"""What is written to the log: where something broke, never whose data it was about (LOG-02)."""

import logging
import traceback
from typing import Any


class PrivateFormatter(logging.Formatter):
    """Prints a traceback's places and the error's type; its message may quote names, addresses or answers."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's own name)
        """File, line and function of every frame, the types of the error and of what caused it."""
        _kind, error, frames = ei
        lines = traceback.format_list(traceback.extract_tb(frames))
        causes = []
        while error is not None:
            causes.append(type(error).__name__)
            error = error.__cause__
        return "".join(lines) + " from ".join(causes)
