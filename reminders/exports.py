"""The list of who is behind as a table that leaves as a file."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from core.tables import Column, Kind, Table
from core.tables.table import Value
from reminders.overdue import OverdueRow
from reports.filters import ReportFilter
from reports.texts import notes_of

# A list of names is worked with, not printed: no PDF.
FORMATS = ("xlsx", "csv", "json")


def overdue_table(chosen: ReportFilter, rows: Iterable[OverdueRow], *, now: datetime) -> Table:
    """Names, where they work, and since when they are overdue; ``rows`` are read while the file is written."""
    columns = [
        Column(gettext("Full name")),
        Column(gettext("Agency")),
        Column(gettext("Post")),
        Column(gettext("Course")),
        Column(gettext("Due on"), Kind.DATE),
        Column(gettext("Days overdue"), Kind.INTEGER),
        Column(gettext("Last step"), Kind.DATE),
        Column(gettext("Reminders"), Kind.INTEGER),
        Column(gettext("Last reminder"), Kind.DATE),
    ]
    title = gettext("Who is overdue")
    return Table(title=title, columns=columns, rows=map(_cells, rows), notes=notes_of(chosen, now=now))


def _cells(row: OverdueRow) -> list[Value]:
    return [
        row.name or gettext("Works elsewhere now"),
        row.agency,
        row.post,
        row.course,
        row.due_on,
        row.days,
        row.last_active_on,
        row.reminders,
        row.reminded_on,
    ]
