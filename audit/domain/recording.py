"""Writing an entry, in the transaction of the act itself."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from audit.choices import Event
from audit.models import Entry
from core.request_number import request_number

logger = logging.getLogger("audit")


def record(
    event: Event,
    *,
    actor: int | None,
    subject: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Add an entry; where the act is rolled back the entry goes with it. Also a line in the log, once committed.

    ``actor`` is the number of the person who acts, None for the system. ``subject`` is what the act is about, a person
    or any other row. ``before`` and ``after`` are plain JSON values without names, answers or secrets.
    """
    entry = Entry.objects.create(
        at=timezone.now(),
        event=event,
        actor=actor,
        subject_kind=(subject._meta.model_name or "") if subject else "",
        subject=str(subject.pk) if subject else "",
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason[:500],
        request=request_number(),
    )
    transaction.on_commit(lambda: _tell(entry))
    return entry


def _tell(entry: Entry) -> None:
    told = {"event": entry.event, "actor": entry.actor, "subject": f"{entry.subject_kind}:{entry.subject}"}
    logger.info("Recorded", extra=told)
