"""The audit log as a file."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from audit.models import Entry
from core.number_formats import written_datetime
from core.tables import Column, Kind, Table

# More belongs into several files: one per quarter, say.
MOST_ENTRIES = 20_000


def audit_table(entries: Iterable[Entry], *, now: datetime) -> Table:
    """A row per entry; people by number, as the log itself has them."""
    columns = [
        Column(gettext("Number"), Kind.INTEGER),
        Column(gettext("When"), Kind.DATETIME),
        Column(gettext("Event")),
        Column(gettext("Who acted, number")),
        Column(gettext("About")),
        Column(gettext("Before")),
        Column(gettext("After")),
        Column(gettext("Reason")),
    ]
    rows = (
        [
            one.pk,
            one.at,
            str(one.get_event_display()),
            str(one.actor or ""),
            f"{one.subject_kind} {one.subject}".strip(),
            written(one.before),
            written(one.after),
            one.reason,
        ]
        for one in entries
    )
    return Table(gettext("Audit log"), columns, rows, notes=[(gettext("As of"), written_datetime(now))])


def written(values: dict[str, object]) -> str:
    """Values as a line of text."""
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
    return "; ".join(f"{key}: {text}" for key, text in texts.items())
