"""Taking questions out of the bank as a file."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from core.localisation import current_language
from quizzes.bank_filters import listed, narrowing_of
from quizzes.exports import exported
from quizzes.file_forms import ExportForm
from quizzes.models import Question
from quizzes.views.imports import file_response, list_crumb

MOST_DIGITS = 12


class ExportView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A form; sent off with a format, the file.

    ``id`` narrows it down to questions chosen in the list, the list's own filters to those that it shows.
    """

    permission_required = "quizzes.change_question"
    raise_exception = True
    template_name = "quizzes/admin/export.html"
    page_title = gettext_lazy("Export questions")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list of questions, this."""
        return [*self.breadcrumbs_items, list_crumb(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file once a format is said."""
        is_sent = "file_format" in request.GET
        narrowing = narrowing_of(request.GET)
        initial = {"language": current_language(), **dict(narrowing)}
        form = ExportForm(request.GET if is_sent else None, initial=initial)
        if is_sent and form.is_valid():
            given = form.cleaned_data
            content = exported(_chosen(request), given["file_format"], given["language"])
            return file_response(content, given["file_format"], stem="questions")
        context = {
            "form": form,
            "ids": _ids(request),
            "kept": [(name, value) for name, value in narrowing if name not in form.fields],
            "count": _chosen(request).count() if narrowing else None,
        }
        return self.render_to_response(self.get_context_data(**context))


class ExportChosen(SnippetBulkAction):
    """Leads from the ticks in the list of questions to the form."""

    models = [Question]
    display_name = gettext_lazy("Export")
    action_type = "export"
    aria_label = gettext_lazy("Export the chosen questions")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is to be confirmed: on to the form."""
        query = urlencode([("id", one) for one in _ids(request)] or narrowing_of(request.GET))
        return redirect(f"{reverse('quizzes_admin:export')}?{query}")


def _ids(request: HttpRequest) -> list[int]:
    return [int(one) for one in request.GET.getlist("id") if one.isdecimal() and len(one) < MOST_DIGITS]


def _chosen(request: HttpRequest) -> QuerySet[Question]:
    ids, questions = _ids(request), listed(request)
    return questions.filter(pk__in=ids) if ids else questions
