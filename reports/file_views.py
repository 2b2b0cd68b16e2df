"""Waiting for a long file, and fetching it."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import View

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from core.tables import FORMATS, table_response
from reports.choices import FileState
from reports.files import AT_ONCE, LONG_TABLES, ask_for_file, may_fetch, path_of
from reports.models import TableFile
from reports.tasks import write_file


def file_response(
    person: User, kind: str, parameters: Mapping[str, str], file_format: str, *, now: datetime
) -> HttpResponse:
    """The table as a file, or a page to wait for it where it is long. ``file_format`` is a key of ``FORMATS``."""
    long = LONG_TABLES[kind](person, parameters, now)
    after = {"table": kind, "format": file_format, "rows": long.rows, **parameters}
    record(Event.EXPORTED, actor=person.pk, after=after)
    if long.rows <= AT_ONCE:
        return table_response(long.table, file_format, stem=long.stem)
    file, is_new = ask_for_file(person, kind, parameters, file_format, long, now=now)
    if is_new:
        transaction.on_commit(lambda: write_file.enqueue(file.pk))
    return redirect("reports:file", file.public_id)


class FileView(LoginRequiredMixin, View):
    """How far the file is; looks again by itself."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        file = self.file_or_404(public_id)
        context = {
            "file": file,
            "is_written": file.state == FileState.WRITTEN,
            "is_failed": file.state == FileState.FAILED,
        }
        return render(request, "reports/file.html", context)

    def file_or_404(self, public_id: str) -> TableFile:
        """A file of one's own, as long as it is kept and the scope is the same."""
        file = get_object_or_404(TableFile, public_id=public_id)
        if not may_fetch(file, self.request.user, now=timezone.now()):
            raise Http404
        return file


class FileContentView(FileView):
    """The file itself."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponseBase:  # type: ignore[override]
        file = self.file_or_404(public_id)
        path = path_of(file)
        if file.state != FileState.WRITTEN or not path.is_file():
            raise Http404
        _write, content_type = FORMATS[file.file_format]
        name = f"{file.stem}.{file.file_format}"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=content_type)
