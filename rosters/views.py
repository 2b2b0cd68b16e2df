"""Staff lists: choose a file, look at what it would change, take it over (features D1)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from agencies.models import Agency
from agencies.rules import agencies_with_roster_of
from audit.choices import Event
from audit.domain.recording import record
from core.tables import FORMATS, table_response
from core.uploads.encodings import CP1251
from core.uploads.unreadable import UnreadableFile
from rosters.choices import IDLE, ChangeKind
from rosters.domain.applying import (
    NotConfirmed,
    RosterChanged,
    RosterClosed,
    apply_roster,
    leavers_to_confirm,
    renamed_to_confirm,
)
from rosters.domain.rows import NAMES, UNIT
from rosters.exports import attention_table, empty_list
from rosters.forms import ConfirmationForm, UploadForm
from rosters.imports import start_import
from rosters.models import RosterImport, RosterLine
from rosters.tasks import count_duties
from rosters.texts import change_texts, file_problem, sentences

PER_PAGE = 50
LISTED = 10


class RosterView(LoginRequiredMixin, View):
    """For whoever keeps the staff list of any agency; for everybody else there is nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not agencies_with_roster_of(request.user).exists():
            raise Http404
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        return super().dispatch(request, *args, **kwargs)


class UploadView(RosterView):
    """The file is read and thrown away; what it would change waits for its owner."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(UploadForm(request.user, today=self.today))

    def post(self, request: HttpRequest) -> HttpResponse:
        """On to the dry run, or back with a sentence."""
        form = UploadForm(request.user, request.POST, request.FILES, today=self.today)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            roster = self._start(form)
        except UnreadableFile as error:
            form.add_error("file", file_problem(error))
            return self._page(form, status=422)
        return redirect("rosters:preview", roster.public_id)

    def _start(self, form: UploadForm) -> RosterImport:
        given = form.cleaned_data
        file = given.pop("file")
        return start_import(file.name, file.read(), owner=self.request.user, now=self.now, **given)

    def _page(self, form: UploadForm, status: int = 200) -> HttpResponse:
        kept = agencies_with_roster_of(self.request.user)
        own = RosterImport.objects.filter(owner=self.request.user.pk, agency__in=kept).select_related("agency")
        context = {"form": form, "rosters": own.order_by("-created_at")[:LISTED]}
        return render(self.request, "rosters/upload.html", context, status=status)


class OneRosterView(RosterView):
    """A dry run is its owner's alone, and only while they keep the agency's list."""

    kwargs: dict[str, Any]

    @cached_property
    def roster(self) -> RosterImport:
        """The one of the address."""
        kept = agencies_with_roster_of(self.request.user)
        found = RosterImport.objects.select_related("agency").filter(owner=self.request.user.pk, agency__in=kept)
        return get_object_or_404(found, public_id=self.kwargs["public_id"])

    @cached_property
    def unit_names(self) -> dict[int, str]:
        """Names of all units at and below the agency."""
        units = Agency.objects.filter(path__startswith=self.roster.agency.path)
        return {one.pk: str(one) for one in units}

    def log_names(self, event: str) -> None:
        """Whoever opens a list of names is noted."""
        after = {"list": event, "agency": self.roster.agency.code}
        record(Event.NAMES_OPENED, actor=self.request.user.pk, subject=self.roster, after=after)


class PreviewView(OneRosterView):
    """What the list would change, row by row; posting does exactly that."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        return self._page(ConfirmationForm(*self._to_confirm()))

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """All of it or nothing."""
        form = ConfirmationForm(*self._to_confirm(), request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            apply_roster(self.roster, now=self.now, **form.cleaned_data)
        except (RosterChanged, NotConfirmed):
            text = _("Nothing was changed, because people or units have changed meanwhile. Upload the list again.")
            messages.error(request, text)
            return redirect("rosters:upload")
        except RosterClosed:
            messages.warning(request, _("This list was taken over already."))
            return redirect("rosters:preview", self.roster.public_id)
        count_duties.enqueue(self.roster.pk)
        messages.success(request, _("The list was taken over. Obligations are being counted again."))
        return redirect("rosters:preview", self.roster.public_id)

    def _to_confirm(self) -> tuple[int | None, int | None]:
        return leavers_to_confirm(self.roster), renamed_to_confirm(self.roster)

    def _page(self, form: ConfirmationForm, status: int = 200) -> HttpResponse:
        kind = self.request.GET.get("kind", "")
        if kind and kind not in ChangeKind.values:
            raise Http404
        page = self._lines(kind)
        self.log_names("roster_opened")
        counts = self.roster.counts
        context = {
            "roster": self.roster,
            "form": form,
            "page": page,
            "lines": [_shown(line, self.unit_names) for line in page],
            "kind": kind,
            "kinds": [(one.value, one.label, counts[one.value]) for one in ChangeKind if one.value in counts],
            "changing": sum(number for name, number in counts.items() if name not in IDLE),
            "attention": counts.get(ChangeKind.PROBLEM, 0) + counts.get(ChangeKind.CONFLICT, 0),
            "leavers": counts.get(ChangeKind.LEFT, 0),
            "renamed": counts.get(ChangeKind.RENAMED, 0),
            "lacks_kazakh": self.roster.encoding == CP1251,
        }
        return render(self.request, "rosters/preview.html", context, status=status)

    def _lines(self, kind: str) -> Page[RosterLine]:
        lines = self.roster.lines.filter(kind=kind) if kind else self.roster.lines.all()
        try:
            return Paginator(lines.order_by("position"), PER_PAGE).page(self.request.GET.get("page") or 1)
        except InvalidPage as error:
            raise Http404 from error


class ReportFileView(OneRosterView):
    """The rows that need attention, as a file."""

    def get(self, request: HttpRequest, public_id: str, file_format: str) -> HttpResponse:
        if file_format not in FORMATS:
            raise Http404
        self.log_names("roster_report_opened")
        table = attention_table(self.roster, self.unit_names, now=self.now)
        return table_response(table, file_format, stem=f"staff-list_{self.roster.agency.code}_{self.today:%Y-%m-%d}")


class TemplateFileView(RosterView):
    """The empty list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return table_response(empty_list(), "xlsx", stem="staff-list")


def _shown(line: RosterLine, unit_names: dict[int, str]) -> dict[str, Any]:
    cells = line.cells
    unit = cells.get(UNIT, "")
    return {
        "line": line.line,
        "kind": line.kind,
        "label": ChangeKind(line.kind).label,
        "name": next(filter(None, (cells.get(name, "") for name in NAMES)), ""),
        "cells": cells,
        "unit": unit_names.get(unit, "") if isinstance(unit, int) else unit,
        "changes": change_texts(line.changes, unit_names),
        "sentences": sentences([*line.problems, *line.remarks]),
    }
