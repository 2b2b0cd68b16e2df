"""What a refusal means. A misconfigured relay must not fill the list of refused addresses."""

import smtplib

import pytest

from reminders.domain.refusals import Meaning, Refusal, read_refusal


def of_recipient(code, reply):
    return smtplib.SMTPRecipientsRefused({"aigul@demo.example": (code, reply)})


@pytest.mark.parametrize(
    ("error", "meaning", "code"),
    [
        (of_recipient(550, b"5.1.1 no aigul@demo.example here"), Meaning.BAD_ADDRESS, "550 5.1.1"),
        (of_recipient(550, b"no such user"), Meaning.BAD_ADDRESS, "550"),
        (of_recipient(550, b"5.2.1 mailbox disabled"), Meaning.BAD_ADDRESS, "550 5.2.1"),
        (of_recipient(550, b"5.7.1 relaying denied"), Meaning.THIS_MAIL, "550 5.7.1"),
        (of_recipient(554, b"no"), Meaning.THIS_MAIL, "554"),
        (of_recipient(552, b"5.2.2 mailbox full"), Meaning.THIS_MAIL, "552 5.2.2"),
        (of_recipient(450, b"4.7.1 greylisted"), Meaning.THIS_MAIL, "450 4.7.1"),
        (of_recipient(421, b"4.3.2 closing"), Meaning.SERVER, "421 4.3.2"),
        (smtplib.SMTPDataError(554, b"5.6.0 content"), Meaning.THIS_MAIL, "554 5.6.0"),
        (smtplib.SMTPDataError(421, b"closing"), Meaning.SERVER, "421"),
        (smtplib.SMTPSenderRefused(530, b"5.7.0 sign in first", "us"), Meaning.SERVER, "530 5.7.0"),
        (smtplib.SMTPServerDisconnected("gone"), Meaning.SERVER, "SMTPServerDisconnected"),
        (ConnectionRefusedError(), Meaning.SERVER, "ConnectionRefusedError"),
        (TimeoutError(), Meaning.SERVER, "TimeoutError"),
        (ValueError("bad header for aigul@demo.example"), Meaning.THIS_MAIL, "ValueError"),
    ],
)
def test_meaning_and_what_is_kept_of_it(error, meaning, code):
    assert read_refusal(error) == Refusal(meaning, code)
