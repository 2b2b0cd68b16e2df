"""Staff lists as files: the empty one, and the rows of a list that need somebody's attention."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from agencies.choices import PostCategory
from core.number_formats import written_date, written_datetime
from core.tables import Column, Kind, Table
from core.tables.table import Value
from rosters.choices import ChangeKind
from rosters.domain.rows import CATEGORY, FIELDS, NUMBER, SINCE, UNIT
from rosters.models import RosterImport
from rosters.texts import FIELD_LABELS, sentences


def empty_list() -> Table:
    """The list to be filled in, with what may stand in it."""
    categories = ", ".join(str(kind.label) for kind in PostCategory)
    return Table(
        title=_("Staff list"),
        columns=_columns(),
        rows=(),
        notes=[
            (
                str(FIELD_LABELS[NUMBER]),
                _("Whoever has no personnel number needs an e-mail, and the other way round."),
            ),
            (str(FIELD_LABELS[UNIT]), _("The code or the exact name; empty: the agency itself.")),
            (str(FIELD_LABELS[CATEGORY]), categories),
        ],
    )


def attention_table(roster: RosterImport, unit_names: Mapping[int, str], *, now: datetime) -> Table:
    """Rows that cannot be read or are in conflict, as typed, with what to do; may be corrected and uploaded again."""
    columns = [Column(_("Line"), Kind.INTEGER), Column(_("State")), Column(_("What to do")), *_columns()]
    return Table(
        title=_("Rows of the staff list that need attention"),
        columns=columns,
        rows=_attention_rows(roster, unit_names),
        notes=[
            (_("Agency"), str(roster.agency)),
            (_("As of"), written_date(roster.as_of)),
            (_("File"), roster.file_name),
            (_("Written"), written_datetime(now)),
        ],
    )


def _columns() -> list[Column]:
    return [Column(str(FIELD_LABELS[name]), Kind.DATE if name == SINCE else Kind.TEXT) for name in FIELDS]


def _attention_rows(roster: RosterImport, unit_names: Mapping[int, str]) -> Iterator[list[Value]]:
    lines = roster.lines.filter(kind__in=(ChangeKind.PROBLEM, ChangeKind.CONFLICT)).order_by("position")
    for line, kind, cells, problems in lines.values_list("line", "kind", "cells", "problems").iterator(1000):
        yield [
            line or None,
            str(ChangeKind(kind).label),
            " ".join(sentences(problems)),
            *(_cell(cells, name, unit_names) for name in FIELDS),
        ]


def _cell(cells: Mapping[str, Any], name: str, unit_names: Mapping[int, str]) -> str:
    """Whoever stands in no row has a unit by its id."""
    value = cells.get(name, "")
    return unit_names.get(value, "") if name == UNIT and isinstance(value, int) else str(value)
