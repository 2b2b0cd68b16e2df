"""The rows of the screens as tables that leave as files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext

from accounts.models import User
from agencies.queries import Place
from core.figures import Share
from core.number_formats import written_datetime
from core.tables import Column, Kind, Picture, Table
from core.tables.table import Value
from reports.domain.people import PersonRow, people_of_agency
from reports.domain.published import Published
from reports.files import LONG_TABLES, LongTable
from reports.filters import ReportFilter, UnknownChoice, scope_of
from reports.periods import Period
from reports.queries import FiguresRow, total_row
from reports.texts import notes_of

# The kind of a long file of people, and the parameter that names their agency.
PEOPLE_OF = "people"


def figures_table(
    chosen: ReportFilter,
    rows: Sequence[FiguresRow],
    *,
    title: str,
    name_heading: str,
    now: datetime,
    picture: Picture | None = None,
) -> Table:
    """Figures per region or agency, with the totals that the screen shows."""
    columns = [
        Column(name_heading),
        Column(gettext("Obliged"), Kind.INTEGER),
        Column(gettext("Completed"), Kind.INTEGER),
        Column(gettext("Share completed"), Kind.PERCENT),
        Column(gettext("Overdue"), Kind.INTEGER),
        Column(gettext("Waived"), Kind.INTEGER),
        Column(gettext("Completed in the period"), Kind.INTEGER),
        Column(gettext("Voluntarily in the period"), Kind.INTEGER),
        *_compared_columns(chosen),
    ]
    return Table(
        title=title,
        columns=columns,
        rows=[_figures_cells(row) for row in rows],
        notes=notes_of(chosen, now=now),
        total=_figures_cells(total_row(chosen, rows)),
        picture=picture,
    )


def people_table(chosen: ReportFilter, rows: Iterable[PersonRow], *, title: str, now: datetime) -> Table:
    """The people of one agency with state and dates; never answers (ACC-09)."""
    columns = [
        Column(gettext("Full name")),
        Column(gettext("Post")),
        Column(gettext("Course")),
        Column(gettext("State")),
        Column(gettext("Due on"), Kind.DATE),
        Column(gettext("Overdue")),
        Column(gettext("Completed on"), Kind.DATE),
        Column(gettext("Valid until"), Kind.DATE),
        Column(gettext("Waived")),
    ]
    return Table(title=title, columns=columns, rows=map(_person_cells, rows), notes=notes_of(chosen, now=now))


def long_people_table(viewer: User, parameters: Mapping[str, str], now: datetime) -> LongTable:
    """The people of the agency named by ``PEOPLE_OF``; raises ``UnknownChoice`` outside the viewer's scope."""
    scope = scope_of(viewer)
    agency = scope.by_code.get(parameters[PEOPLE_OF])
    if agency is None:
        raise UnknownChoice
    chosen = replace(ReportFilter.parse(parameters, scope), agency=agency, region=None)
    rows = people_of_agency(chosen, agency, today=localdate(now))
    table = people_table(chosen, rows, title=gettext("Completion by person"), now=now)
    return LongTable(table, len(rows), file_stem(chosen, today=localdate(now)))


LONG_TABLES[PEOPLE_OF] = long_people_table


def published_table(quarter: Period, figures: Published, *, now: datetime) -> Table:
    """The page for everybody; what is not told there is not told here."""
    columns = [
        Column(gettext("Region")),
        Column(gettext("Obliged"), Kind.INTEGER),
        Column(gettext("Completed"), Kind.INTEGER),
        Column(gettext("Share completed"), Kind.PERCENT),
    ]
    notes = [(gettext("Quarter"), quarter.label), (gettext("As of"), written_datetime(now))]
    return Table(
        title=gettext("Published figures"),
        columns=columns,
        rows=[[row.name, *_told(row.share)] for row in figures.rows],
        notes=notes,
        total=[gettext("Total"), *_told(figures.total)],
    )


def _told(share: Share | None) -> list[Value]:
    return [share.whole, share.part, share.ratio] if share else [gettext("not told: a small group"), None, None]


def file_stem(chosen: ReportFilter, *, agency: Place | None = None, today: date) -> str:
    """``completion_KZ-23_2026-11-22``: the narrowest place chosen and the day; no personal data."""
    narrowest = agency or chosen.agency
    place = narrowest.code if narrowest else chosen.region or "all"
    return f"completion_{place}_{today:%Y-%m-%d}"


def _compared_columns(chosen: ReportFilter) -> list[Column]:
    if chosen.compare is None:
        return []
    return [Column(gettext("Share before"), Kind.PERCENT), Column(gettext("Difference, pp"), Kind.DECIMAL)]


def _figures_cells(row: FiguresRow) -> list[Value]:
    figures = row.figures
    compared: list[Value] = [row.before.share.ratio, row.change] if row.before else []
    return [
        row.name,
        figures.obliged,
        figures.compliant,
        figures.share.ratio,
        figures.overdue,
        figures.waived,
        figures.credited,
        figures.voluntary,
        *compared,
    ]


def _person_cells(row: PersonRow) -> list[Value]:
    return [
        row.name or gettext("Works elsewhere now"),
        row.post,
        row.course,
        str(row.status.label),
        row.due_on,
        gettext("yes") if row.is_overdue else "",
        _day(row.completed_at),
        row.valid_until,
        gettext("yes") if row.is_waived else "",
    ]


def _day(instant: datetime | None) -> date | None:
    return localdate(instant) if instant else None
