"""The coordinator's screens: regions, agencies, people. Each gives the same rows as a file for ``?format=``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from agencies.choices import PostCategory
from agencies.queries import Place
from audit.choices import Event
from audit.domain.recording import record
from core.tables import FORMATS, MOST_ROWS, Picture, Table, TooManyRows, table_response
from reports.domain.cells import refresh_stale_cells
from reports.domain.people import AgencyPeople, people_of_agency
from reports.domain.trends import below_target, monthly_shares, on, points_between, share_before, with_before
from reports.exports import PEOPLE_OF, figures_table, file_stem, people_table
from reports.file_views import file_response
from reports.files import AT_ONCE
from reports.filters import ReportFilter, UnknownChoice, region_code, region_name, scope_of
from reports.periods import periods_since
from reports.pictures.comparison import pairs_of
from reports.pictures.printed import printed_map
from reports.pictures.regions import country_of
from reports.pictures.steps import legend
from reports.pictures.trend import NARROW, trend_of
from reports.queries import (
    Figures,
    FiguresRow,
    LateChange,
    agencies_with_figures,
    completion_by_agency,
    completion_by_region,
    figures_of_agency,
    first_month,
    late_changes,
    total_of,
    total_row,
)
from reports.texts import DEFINITION, scope_text

StrOrPromise = str | Promise
ROWS_PER_PAGE = 50
WORST_SHOWN = 10


class ReportView(LoginRequiredMixin, TemplateView):
    """What the three screens share: scope and filter or 404, fresh figures, then page or file."""

    title: StrOrPromise = ""
    chosen: ReportFilter
    rows: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self.chosen = self.filter_or_404()
        refresh_stale_cells(self.today)
        self.rows = self.read_rows()
        file_format = request.GET.get("format", "")
        if not file_format:
            return super().get(request, *args, **kwargs)
        if file_format not in FORMATS:
            raise Http404
        try:
            return self.file(file_format)
        except TooManyRows:
            text = _("A PDF holds up to %(most)d rows. Narrow the filter, or take the Excel file.")
            messages.error(request, text % {"most": MOST_ROWS})
            return redirect(f"{request.path}?{urlencode(self.link_parameters())}")

    def file(self, file_format: str) -> HttpResponse:
        """All rows in a format of ``FORMATS``; raises ``TooManyRows``."""
        after = {"table": self.file_stem(), "format": file_format, "rows": len(self.rows)}
        record(Event.EXPORTED, actor=self.request.user.pk, after=after | self.chosen.parameters)
        return table_response(self.table(), file_format, stem=self.file_stem())

    def filter_or_404(self) -> ReportFilter:
        """The filter of the address; nobody without a scope, and no value outside it, gets any further."""
        scope = scope_of(self.request.user)
        if not scope.by_code:
            raise Http404
        try:
            return ReportFilter.parse(self.request.GET, scope)
        except UnknownChoice as error:
            raise Http404 from error

    def read_rows(self) -> Any:
        """All rows, whatever part of them the page shows: something with a length that gives slices."""
        raise NotImplementedError

    def total(self) -> Figures:
        """The figures on top of the page."""
        raise NotImplementedError

    def table(self) -> Table:
        """The rows as a file has them."""
        raise NotImplementedError

    def late_changes(self) -> list[LateChange]:
        """What became known since the shown month was sealed."""
        return late_changes(self.chosen, today=self.today)

    def page_or_404(self) -> Page:
        """The rows of the page number in the address; the first page without one."""
        try:
            return Paginator(self.rows, ROWS_PER_PAGE).page(self.request.GET.get("page") or 1)
        except InvalidPage as error:
            raise Http404 from error

    def link_parameters(self) -> dict[str, str]:
        """What a link carries on so that the next page is filtered like this one."""
        return self.chosen.parameters

    def file_stem(self) -> str:
        """The file's name without its ending."""
        return file_stem(self.chosen, today=self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What every screen shows around its rows."""
        return super().get_context_data(
            title=self.title,
            chosen=self.chosen,
            # Links are built from what the filter understood, never from what the address said.
            parameters=QueryDict(urlencode(self.link_parameters())),
            categories=PostCategory.choices,
            periods=list(periods_since(first_month(self.chosen.scope) or self.today, self.today)),
            page=self.page_or_404(),
            total=self.total(),
            late=self.late_changes(),
            definition=DEFINITION,
            scope_text=scope_text(self.chosen),
            now=self.now,
            **kwargs,
        )


class FiguresView(ReportView):
    """A row of figures per place."""

    name_heading: StrOrPromise = ""
    rows: Sequence[FiguresRow]

    def figures(self, chosen: ReportFilter) -> list[FiguresRow]:
        """The rows of a filter."""
        raise NotImplementedError

    def read_rows(self) -> list[FiguresRow]:
        rows = self.figures(self.chosen)
        if self.chosen.compare is None:
            return rows
        return with_before(rows, self.figures(on(self.chosen, self.chosen.compare)))

    def total(self) -> Figures:
        return total_of(self.rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what is compared, and whoever is below the target."""
        below = below_target(self.agencies(), target=settings.REPORT_TARGET)
        return super().get_context_data(
            total_row=total_row(self.chosen, self.rows),
            pairs=pairs_of(self.rows),
            target=settings.REPORT_TARGET,
            below=below,
            worst=below.rows[:WORST_SHOWN],
            **kwargs,
        )

    def agencies(self) -> Sequence[FiguresRow]:
        """The agencies of the filter in any order, whatever the rows are."""
        return agencies_with_figures(self.chosen, today=self.today)

    def table(self) -> Table:
        return figures_table(
            self.chosen,
            self.rows,
            title=str(self.title),
            name_heading=str(self.name_heading),
            now=self.now,
            picture=self.picture(),
        )

    def picture(self) -> Picture | None:
        """What a printed table shows above its rows."""
        return None


class OverviewView(FiguresView):
    """A row per region."""

    template_name = "reports/overview.html"
    title = gettext_lazy("Completion by region")
    name_heading = gettext_lazy("Region")

    def figures(self, chosen: ReportFilter) -> list[FiguresRow]:
        return completion_by_region(chosen, today=self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the pictures: country and trend, and the change to the quarter before."""
        series = monthly_shares(self.chosen, today=self.today)
        before = share_before(self.chosen, series, today=self.today)
        return super().get_context_data(
            country=country_of(self.rows_of_the_map()),
            legend=legend(),
            series=series,
            trend=trend_of(series, target=settings.REPORT_TARGET),
            narrow_trend=trend_of(series, target=settings.REPORT_TARGET, width=NARROW),
            change=points_between(before, self.total().share),
            **kwargs,
        )

    def picture(self) -> Picture | None:
        return printed_map(country_of(self.rows_of_the_map()))

    def rows_of_the_map(self) -> dict[str, FiguresRow]:
        """By ISO code; on old borders the successors of a region show what it has."""
        rows = {row.code: row for row in self.rows}
        old = self.chosen.scope.old_borders if self.chosen.borders else {}
        return rows | {code: rows[region.code] for code, region in old.items() if region.code in rows}


class AgenciesView(FiguresView):
    """A row per agency, of one region or all."""

    template_name = "reports/agencies.html"
    title = gettext_lazy("Completion by agency")
    name_heading = gettext_lazy("Agency")

    def figures(self, chosen: ReportFilter) -> list[FiguresRow]:
        return completion_by_agency(chosen, today=self.today)

    def agencies(self) -> Sequence[FiguresRow]:
        return self.rows


class PeopleView(ReportView):
    """The people behind one agency's figures; every opening is logged."""

    template_name = "reports/people.html"
    title = gettext_lazy("Completion by person")

    def filter_or_404(self) -> ReportFilter:
        chosen = super().filter_or_404()
        self.agency = self.agency_or_404(chosen)
        # The address names the agency, so it alone decides: a region beside it could only contradict it.
        return replace(chosen, agency=self.agency, region=None)

    def agency_or_404(self, chosen: ReportFilter) -> Place:
        """The agency of the address, if the viewer may see it."""
        try:
            return chosen.scope.by_code[self.kwargs["code"]]
        except KeyError as error:
            raise Http404 from error

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        after = {"list": "people", "agency": self.agency.code, "format": request.GET.get("format") or "page"}
        record(Event.NAMES_OPENED, actor=request.user.pk, after=after | self.chosen.parameters)
        return response

    def read_rows(self) -> AgencyPeople:
        return people_of_agency(self.chosen, self.agency, today=self.today)

    def file(self, file_format: str) -> HttpResponse:
        """The file, or a page to wait for it where people are many."""
        if file_format == "pdf" or len(self.rows) <= AT_ONCE:
            return super().file(file_format)
        parameters = self.link_parameters() | {PEOPLE_OF: self.agency.code}
        return file_response(self.request.user, PEOPLE_OF, parameters, file_format, now=self.now)

    def link_parameters(self) -> dict[str, str]:
        """Without the agency: the address names it already."""
        return replace(self.chosen, agency=None).parameters

    def total(self) -> Figures:
        return figures_of_agency(self.chosen, self.agency, today=self.today)

    def table(self) -> Table:
        return people_table(self.chosen, self.rows, title=str(self.title), now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The agency, and the region it stands under in the breadcrumbs."""
        return super().get_context_data(
            agency=self.agency,
            region_code=region_code(self.chosen.region_of(self.agency)),
            region_name=region_name(self.chosen.region_of(self.agency)),
            **kwargs,
        )
