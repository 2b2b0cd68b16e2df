"""Everything a browser context received and complained about, kept for a test to look at."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request, WebError

OWN_SCHEMES = {"about", "blob", "data"}


@dataclass(frozen=True)
class Received:
    """One response; ``body`` is empty for redirects and for bodies the browser did not keep."""

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
    responses: list[Received] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Record from now on; call before the context opens a page."""
        context.on("request", self._note_request)
        context.on("requestfinished", self._note_response)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)

    def containing(self, text: str) -> list[Received]:
        """Responses that carry ``text``: what must not have reached this browser."""
        return [response for response in self.responses if text.encode() in response.body]

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.netloc != self.own_host:
            self.foreign_requests.append(request.url)

    def _note_response(self, request: Request) -> None:
        try:
            response = request.response()
            if response is None:
                return
            body = b"" if 300 <= response.status < 400 else response.body()
        except Error:
            body = b""
        if response is not None:
            self.responses.append(Received(response.url, response.status, response.all_headers(), body))

    def _note_message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def _note_error(self, error: WebError) -> None:
        self.complaints.append(f"Uncaught in the page: {error.error}")
