"""Sending what is queued: claim, send, mark, so that nothing is sent twice and nothing is lost unseen.

A message is claimed in a transaction of its own before the mail server hears of it, and marked right after. Whoever is
killed in between leaves it "being sent"; after ``BEGUN_FOR`` it becomes "perhaps sent". Such a mail is not tried again:
a second mail would be worse than a coordinator who sees one in doubt and can ask again. Everything the server certainly
did not take waits and is tried again, with growing pauses, for as long as it takes.
"""

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.timezone import localdate

from core.smtp import DeliveryUnclear
from reminders.choices import MessageState
from reminders.domain.refusals import Meaning, Refusal, read_refusal
from reminders.models import Bounce, Message
from reminders.queries import is_site_paused, pauses_on

AT_ONCE = 200
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360))
BEGUN_FOR = timedelta(hours=1)
# A single mail that a working server refuses so long is given up; a server that is away never is.
GIVE_UP_AFTER = timedelta(days=5)
logger = logging.getLogger(__name__)


class Mail(Protocol):
    """One mail with its address."""

    to: list[str]


class Transport(Protocol):
    """A connection to a mail server."""

    def open(self) -> object: ...
    def close(self) -> None: ...
    def send_messages(self, email_messages: Sequence[Mail]) -> int: ...


# Puts a batch into words: by the message's id, None where there is nothing to say any more.
Compose = Callable[[Sequence[Message]], Mapping[int, Mail | None]]


@dataclass
class Delivered:
    """What came of one batch. ``again_at``: something waits for that moment. ``is_more``: something waits now."""

    sent: int = 0
    again_at: datetime | None = None
    is_more: bool = False


def deliver(compose: Compose, transport: Transport, *, clock: Callable[[], datetime]) -> Delivered:
    """Send up to ``AT_ONCE`` of what waits; any number of processes may do so at once."""
    result = Delivered()
    _end_begun(clock())
    waiting = _waiting(clock())
    batch = list(waiting.select_related("person").order_by("not_before", "pk")[:AT_ONCE])
    if not batch:
        return result
    mails = compose(batch)
    sender = _Sender(transport, clock, result)
    try:
        sender.open(batch[0])
        for message in batch:
            if sender.is_server_away:
                break
            sender.send(message, mails[message.pk])
    finally:
        with contextlib.suppress(OSError):
            transport.close()
    result.is_more = not sender.is_server_away and len(batch) == AT_ONCE
    logger.info("Mails sent", extra={"event": "mails_sent", "sent": result.sent, "taken_up": len(batch)})
    return result


class _Sender:
    """One open connection, and what happens to each message on it."""

    def __init__(self, transport: Transport, clock: Callable[[], datetime], result: Delivered) -> None:
        self.transport, self.clock, self.result = transport, clock, result
        self.is_server_away = False

    def open(self, first: Message) -> None:
        """Connect, or let everything wait."""
        try:
            self.transport.open()
        except OSError as error:
            self._await_server(read_refusal(error), first.tries)

    def send(self, message: Message, mail: Mail | None) -> None:
        """Claim, send and mark one message; somebody else's is left alone."""
        own = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED)
        if mail is None:
            own.update(state=MessageState.DROPPED)
            return
        if not own.update(state=MessageState.SENDING, claimed_at=self.clock(), tries=F("tries") + 1):
            return
        try:
            self.transport.send_messages([mail])
        except DeliveryUnclear:
            self._mark(message, MessageState.UNCLEAR, error="DeliveryUnclear")
            self._await_server(Refusal(Meaning.SERVER, "DeliveryUnclear"), message.tries)
        except Exception as error:  # a mail that cannot be sent must not keep back the others
            self._refused(message, mail, read_refusal(error))
        else:
            self._mark(message, MessageState.SENT, sent_at=self.clock(), error="")
            self.result.sent += 1

    def _refused(self, message: Message, mail: Mail, refusal: Refusal) -> None:
        if refusal.meaning == Meaning.BAD_ADDRESS:
            self._bounce(message, mail.to[0], refusal.code)
        elif refusal.meaning == Meaning.THIS_MAIL and localdate(self.clock()) - message.day > GIVE_UP_AFTER:
            self._mark(message, MessageState.FAILED, error=refusal.code)
        else:
            self._postpone(message, refusal)
            if refusal.meaning == Meaning.SERVER:
                self._await_server(refusal, message.tries)

    def _postpone(self, message: Message, refusal: Refusal) -> None:
        self._mark(message, MessageState.QUEUED, not_before=self._later(message.tries), error=refusal.code)

    def _await_server(self, refusal: Refusal, tries: int) -> None:
        """Let everything that waits now wait longer: every mail would meet the same server."""
        self.is_server_away = True
        waiting = Message.objects.filter(state=MessageState.QUEUED, not_before__lte=self.clock())
        waiting.update(not_before=self._later(tries), error=refusal.code, tries=F("tries") + 1)
        logger.warning("Mail server away", extra={"event": "mail_server_away", "code": refusal.code})

    @transaction.atomic
    def _bounce(self, message: Message, address: str, code: str) -> None:
        Bounce.objects.get_or_create(address=address, defaults={"since": self.clock(), "reason": code})
        self._mark(message, MessageState.BOUNCED, error=code)

    def _later(self, tries: int) -> datetime:
        moment = self.clock() + PAUSES[min(tries, len(PAUSES) - 1)]
        self.result.again_at = min(self.result.again_at or moment, moment)
        return moment

    def _mark(self, message: Message, state: MessageState, **fields: object) -> None:
        Message.objects.filter(pk=message.pk, state=MessageState.SENDING).update(state=state, **fields)


def _waiting(now: datetime) -> QuerySet[Message]:
    today = localdate(now)
    if is_site_paused(today):
        return Message.objects.none()
    paused = pauses_on(today).filter(person=OuterRef("person"))
    return Message.objects.filter(~Exists(paused), state=MessageState.QUEUED, not_before__lte=now)


def _end_begun(now: datetime) -> None:
    begun = Message.objects.filter(state=MessageState.SENDING, claimed_at__lt=now - BEGUN_FOR)
    begun.update(state=MessageState.UNCLEAR)
