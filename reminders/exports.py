"""The list of who is behind as a table that leaves as a file."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext

from accounts.models import User
from core.tables import Column, Kind, Table
from core.tables.table import Value
from reminders.overdue import OverdueRow, all_overdue, overdue_of
from reports.exports import file_stem
from reports.files import LONG_TABLES, LongTable
from reports.filters import ReportFilter, scope_of
from reports.texts import notes_of

KIND = "overdue"

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


def long_overdue_table(viewer: User, parameters: Mapping[str, str], now: datetime) -> LongTable:
    """The list of the filter that ``parameters`` spell; raises ``UnknownChoice`` outside the viewer's scope."""
    today = localdate(now)
    chosen = ReportFilter.parse(parameters, scope_of(viewer))
    table = overdue_table(chosen, all_overdue(chosen, today=today), now=now)
    stem = file_stem(chosen, today=today).replace("completion", "overdue", 1)
    return LongTable(table, overdue_of(chosen).count(), stem)


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


LONG_TABLES[KIND] = long_overdue_table
