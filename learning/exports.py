"""A learner's record as a table for files."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from core.localisation import localised
from core.number_formats import written_datetime
from core.tables.table import Column, Kind, Table, Value
from learning.record import RecordLine, hours_by_year


def record_table(learner: User, lines: Sequence[RecordLine], *, now: datetime) -> Table:
    """The record in the language of the request, with hours by year in its notes."""
    notes = [
        (_("Full name"), str(learner)),
        *((f"{_('Academic hours')}, {year}", str(hours)) for year, hours in hours_by_year(lines)),
        (_("As of"), written_datetime(now)),
    ]
    columns = [
        Column(_("Course")),
        Column(_("Completed on"), Kind.DATE),
        Column(_("Academic hours"), Kind.INTEGER),
        Column(_("Valid until"), Kind.DATE),
        Column(_("Certificate")),
        Column(_("State")),
    ]
    return Table(title=_("My record"), columns=columns, rows=list(map(_cells, lines)), notes=notes)


def _cells(line: RecordLine) -> Sequence[Value]:
    number, state = ("", "")
    if line.certificate:
        number, state = line.certificate.number, str(line.certificate.state.label)
    return localised(line.titles), line.completed_on, line.hours, line.valid_until, number, state
