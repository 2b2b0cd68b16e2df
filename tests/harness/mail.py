"""A mail server of our own on this host: speaks enough SMTP, keeps what it takes, and fails on demand."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default

HOST = "127.0.0.1"


@dataclass
class MailServer:
    """Refuses ``refused`` addresses with their reply; ``hang_up_after``: takes so many texts, then loses the next one.

    ``loses_answers``: takes a text and closes without saying so.
    """

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    refused_senders: str = ""
    refused_texts: str = ""
    hang_up_after: int | None = None
    loses_answers: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def recipients(self) -> list[str]:
        """To whom mails were taken, in order."""
        return [recipient for recipient, _mail in self.taken]

    def mail_to(self, address: str) -> EmailMessage:
        """The one mail taken for this address."""
        (mail,) = [mail for recipient, mail in self.taken if recipient == address]
        return mail

    def take(self, recipient: str, text: bytes) -> bool:
        """Keep a text; False: hang up instead of an answer."""
        with self.lock:
            if self.hang_up_after is not None and len(self.taken) >= self.hang_up_after:
                return False
            parsed = email.message_from_bytes(text, policy=default)
            assert isinstance(parsed, EmailMessage)
            self.taken.append((recipient, parsed))
            return not self.loses_answers


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    state: MailServer

    def handle(self) -> None:
        self.say("220 test")
        self.recipient = ""
        for line in self.rfile:
            command, _blank, rest = line.decode().strip().partition(" ")
            if not self.obey(command.upper(), rest):
                return

    def obey(self, command: str, rest: str) -> bool:
        """Answer one command; False ends the connection."""
        if command == "DATA":
            return self.receive()
        if command == "QUIT":
            self.say("221 bye")
            return False
        if command == "MAIL":
            self.say(self.state.refused_senders or "250 ok")
        elif command == "RCPT":
            self.recipient = rest.partition("<")[2].partition(">")[0]
            self.say(self.state.refused.get(self.recipient, "250 ok"))
        else:
            self.say("250 ok")
        return True

    def receive(self) -> bool:
        """The text of one mail, up to its last dot."""
        if self.state.refused_texts:
            self.say(self.state.refused_texts)
            return True
        self.say("354 go ahead")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not self.state.take(self.recipient, b"".join(lines)):
            return False
        self.say("250 taken")
        return True

    def say(self, reply: str) -> None:
        """One line."""
        self.wfile.write(reply.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server(port: int = 0, state: MailServer | None = None) -> Iterator[MailServer]:
    """A running server on ``port``, or on a free one; the same ``state`` again is the same server come back."""
    state = state or MailServer()
    session = type("Session", (_Session,), {"state": state})
    with _Server((HOST, port), session) as server:
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
