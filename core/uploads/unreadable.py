"""What every reader of an uploaded file raises, and how big a file may be."""

from typing import Any

MAX_BYTES = 10_000_000


class UnreadableFile(Exception):
    """The whole file cannot be read. ``code`` and ``params`` are put into words by the app that asked for it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
