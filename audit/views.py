"""The audit log, for those who may read it. Opening it is an entry of its own."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import View

from audit.choices import Event
from audit.domain.recording import record
from audit.exports import MOST_ENTRIES, audit_table, written
from audit.forms import FilterForm
from audit.models import Entry
from audit.queries import entries_of, names_of
from core.tables import FORMATS, table_response

PER_PAGE = 50
FILE_FORMATS = tuple(one for one in FORMATS if one != "pdf")


class AuditView(LoginRequiredMixin, View):
    """Entries by filter, the newest first; the same as a file for ``?format=``."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("audit.view_entry"):
            raise Http404
        form = FilterForm(request.GET)
        if not form.is_valid():
            return render(request, "audit/log.html", {"form": form}, status=400)
        file_format = request.GET.get("format", "")
        if file_format and file_format not in FILE_FORMATS:
            raise Http404
        asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
        record(Event.AUDIT_OPENED, actor=request.user.pk, after=asked | {"format": file_format or "page"})
        entries = entries_of(form.chosen)
        if file_format:
            now = timezone.now()
            stem = f"audit_{timezone.localdate(now):%Y-%m-%d}"
            return table_response(audit_table(entries[:MOST_ENTRIES], now=now), file_format, stem=stem)
        return render(request, "audit/log.html", {"form": form, "query": urlencode(asked), **self.page(entries)})

    def page(self, entries: Any) -> dict[str, Any]:
        """One page of rows with the names behind the numbers."""
        try:
            page = Paginator(entries, PER_PAGE).page(self.request.GET.get("page") or 1)
        except InvalidPage as error:
            raise Http404 from error
        names = names_of({number for one in page for number in _people(one)})
        rows = [
            {
                "entry": one,
                "actor": names.get(one.actor or 0, ""),
                "person": names.get(int(one.subject), "") if one.subject_kind == "user" else "",
                "before": written(one.before),
                "after": written(one.after),
            }
            for one in page
        ]
        return {"page": page, "rows": rows, "most": MOST_ENTRIES}


def _people(entry: Entry) -> list[int]:
    about = [int(entry.subject)] if entry.subject_kind == "user" else []
    return [*about, *([entry.actor] if entry.actor else [])]
