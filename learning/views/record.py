"""My record: on the screen and as a file."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from core.tables.responses import FORMATS, table_response
from learning.exports import record_table
from learning.record import hours_by_year, record_of


class RecordView(LoginRequiredMixin, TemplateView):
    """Courses, hours per year, certificates with their validity (features A18)."""

    template_name = "learning/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = record_of(self.request.user)
        return super().get_context_data(lines=lines, years=hours_by_year(lines), formats=FORMATS, **kwargs)


class RecordFileView(LoginRequiredMixin, View):
    """The same as a file."""

    def get(self, request: HttpRequest, file_format: str) -> HttpResponse:
        if file_format not in FORMATS:
            raise Http404
        table = record_table(request.user, record_of(request.user), now=timezone.now())
        return table_response(table, file_format, stem="record")
