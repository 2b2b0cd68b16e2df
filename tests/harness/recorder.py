"""Everything a browser context received and complained about, kept for a test to look at."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request, WebError

OWN_SCHEMES = {"about", "blob", "data"}
LONGEST_WAIT = 5.0  # seconds, for bodies that are still on their way


@dataclass(frozen=True)
class Received:
    """One response; ``body`` is empty for redirects. ``status`` is 0 where the browser kept nothing of it."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The address without its host."""
        return urlsplit(self.url).path


@dataclass
class Recorder:
    """Listens to one context of the browser from its first request on."""

    own_host: str
    context: BrowserContext
    foreign_requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _received: list[Received] = field(default_factory=list)
    _under_way: int = 0

    def __post_init__(self) -> None:
        self.context.on("request", self._note_request)
        self.context.on("requestfinished", self._note_response)
        self.context.on("requestfailed", self._note_failure)
        self.context.on("console", self._note_message)
        self.context.on("weberror", self._note_error)

    @property
    def responses(self) -> list[Received]:
        """Every response so far; waits for those that have begun."""
        end = time.monotonic() + LONGEST_WAIT
        while self._under_way and self.context.pages and time.monotonic() < end:
            self.context.pages[0].wait_for_timeout(20)
        return self._received

    def containing(self, text: str) -> list[Received]:
        """Responses that carry ``text``: what must not have reached this browser."""
        return [response for response in self.responses if text.encode() in response.body]

    def _note_request(self, request: Request) -> None:
        self._under_way += 1
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.netloc != self.own_host:
            self.foreign_requests.append(request.url)

    def _note_response(self, request: Request) -> None:
        try:
            response = request.response()
            if response is not None:
                body = b"" if 300 <= response.status < 400 else response.body()
                self._received.append(Received(response.url, response.status, response.all_headers(), body))
        except Error:
            # The page has moved on and the browser kept nothing.
            self._received.append(Received(request.url, 0, {}, b""))
        finally:
            self._under_way -= 1

    def _note_failure(self, request: Request) -> None:
        self._under_way -= 1

    def _note_message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def _note_error(self, error: WebError) -> None:
        self.complaints.append(f"Uncaught in the page: {error.error}")
