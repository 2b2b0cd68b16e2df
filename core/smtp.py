"""Mail over SMTP that tells "not taken" from "perhaps taken", which decides whether a mail may be tried again."""

import re
import smtplib
from typing import Any

from django.core.mail.backends import smtp

GO_AHEAD = 354


class DeliveryUnclear(Exception):
    """The connection was lost after the text of the mail had begun: nobody knows whether the server took it."""


class _CarefulSMTP(smtplib.SMTP):
    def data(self, msg: Any) -> tuple[int, bytes]:
        """As smtplib's, but a connection lost from the text on is ``DeliveryUnclear``; ``msg`` is bytes with CRLF."""
        code, reply = self.docmd("data")
        if code != GO_AHEAD:
            raise smtplib.SMTPDataError(code, reply)
        text = re.sub(rb"(?m)^\.", b"..", msg)
        try:
            self.send(text + (b"" if text.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            return self.getreply()
        except OSError as error:
            raise DeliveryUnclear from error


class _CarefulSMTPOverTLS(_CarefulSMTP, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, but raises ``DeliveryUnclear`` where the server may have taken the mail already.

    Every other error means that it has not.
    """

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What Django opens the connection with."""
        return _CarefulSMTPOverTLS if self.use_ssl else _CarefulSMTP
