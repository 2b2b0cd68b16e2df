"""What a mail server's refusal means for the mail, for the address and for everything else that waits. Pure."""

import re
import smtplib
from dataclasses import dataclass
from enum import Enum

ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
# RFC 3463: 5.1.x is about the address, 5.2.1 about a mailbox that is closed. 5.7.x is the server's policy.
ABOUT_THE_ADDRESS = re.compile(r"5\.1\.|5\.2\.1$")
NO_SUCH_MAILBOX = (550, 551, 553)
CLOSING = 421
LONGEST_CODE = 40


class Meaning(Enum):
    """What to do next."""

    BAD_ADDRESS = "never write there again"
    THIS_MAIL = "try this one again later, go on with the others"
    SERVER = "try everything again later"


@dataclass(frozen=True)
class Refusal:
    """``code`` is what may be kept: numbers or the error's type, nothing the server said."""

    meaning: Meaning
    code: str


def read_refusal(error: Exception) -> Refusal:
    """What went wrong; only for errors after which the mail is certain not to have been taken."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        (code, reply) = next(iter(error.recipients.values()))
        return _of_recipient(code, reply)
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code != CLOSING:
        return Refusal(Meaning.THIS_MAIL, _code(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        return Refusal(Meaning.SERVER, _code(error.smtp_code, error.smtp_error))
    if isinstance(error, OSError):
        return Refusal(Meaning.SERVER, type(error).__name__[:LONGEST_CODE])
    return Refusal(Meaning.THIS_MAIL, type(error).__name__[:LONGEST_CODE])


def _of_recipient(code: int, reply: bytes) -> Refusal:
    written = _code(code, reply)
    if code == CLOSING:
        return Refusal(Meaning.SERVER, written)
    enhanced = _enhanced(reply)
    is_bad = bool(ABOUT_THE_ADDRESS.match(enhanced)) if enhanced else code in NO_SUCH_MAILBOX
    return Refusal(Meaning.BAD_ADDRESS if code >= 500 and is_bad else Meaning.THIS_MAIL, written)


def _code(code: int, reply: bytes | str) -> str:
    return f"{code} {_enhanced(reply)}".strip()


def _enhanced(reply: bytes | str) -> str:
    match = ENHANCED.match(reply if isinstance(reply, bytes) else reply.encode())
    return match[1].decode() if match else ""
