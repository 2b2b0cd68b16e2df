"""How far learners come in a course, for its authors (features B: results)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from courses.models import Course
from workshop.models import CourseFigures
from workshop.result_rows import gain_rows, hard_quizzes, item_rows, whole_rows
from workshop.tasks import count_figures
from workshop.views.boards import WorkshopMixin


class ResultsView(WorkshopMixin, TemplateView):
    """From enrolment to completion, item by item; counted every night, or on request in the background."""

    template_name = "workshop/results.html"
    page_title = gettext_lazy("Results")
    header_icon = "table"

    @cached_property
    def course(self) -> Course | None:
        """The course as learners have it; None before it is live for the first time."""
        return Course.objects.filter(key=self.board.key).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures, if they were counted."""
        figures = CourseFigures.objects.filter(course=self.course).first() if self.course else None
        rows = item_rows(figures) if figures else []
        return super().get_context_data(**kwargs) | {
            "course": self.course,
            "figures": figures,
            "whole": whole_rows(figures) if figures else {},
            "rows": rows,
            "hard": hard_quizzes(rows),
            "gains": gain_rows(self.course) if figures else [],
        }

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Count again in the background."""
        if self.course is None:
            raise Http404
        number = self.course.pk
        transaction.on_commit(lambda: count_figures.enqueue(number))
        messages.success(request, _("The figures are being counted. Open this page again in a minute."))
        return redirect("workshop:results", key)
