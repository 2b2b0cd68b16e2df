"""Bringing questions in: choose a file, look at the preview, take it over (ux 75)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.team_rules import within_teams
from core.localisation import current_language, localised
from core.uploads.encodings import CP1251
from core.uploads.unreadable import UnreadableFile
from quizzes.choices import QuestionState
from quizzes.domain.importing import CHANGED, NEW, PROBLEM, TAKEN, UNCHANGED, BankChanged, ImportClosed, confirm_import
from quizzes.exports import FORMATS, template
from quizzes.file_forms import UploadForm
from quizzes.import_texts import file_problem, row_problems
from quizzes.imports import start_import
from quizzes.models import Question, QuestionImport, Quiz

EDIT_QUIZ = "wagtailsnippets_quizzes_quiz:edit"
MOST_DIGITS = 9
# As many ticks as one form may post; a longer list is taken over as a whole.
MOST_TICKS = 900
PER_PAGE = 900
STATUS_TEXTS = {
    NEW: gettext_lazy("new"),
    CHANGED: gettext_lazy("changes a question"),
    UNCHANGED: gettext_lazy("unchanged"),
    PROBLEM: gettext_lazy("cannot be taken over"),
}


class ImportingMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """For people who may write into the bank."""

    permission_required = ("quizzes.add_question", "quizzes.change_question")
    raise_exception = True
    page_title = gettext_lazy("Import questions")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list of questions, this."""
        return [*self.breadcrumbs_items, list_crumb(), {"url": "", "label": self.page_title}]


class UploadView(ImportingMixin, FormView):
    """The file is read and thrown away; what was read waits for its owner's confirmation."""

    template_name = "quizzes/admin/import_upload.html"
    form_class = UploadForm

    @cached_property
    def quiz(self) -> Quiz | None:
        """The quiz of the address that the questions are for; not found for one that is not the person's."""
        if not (asked := self.request.GET.get("quiz", "")):
            return None
        if not asked.isdecimal() or len(asked) > MOST_DIGITS:
            raise Http404
        return get_object_or_404(within_teams(Quiz.objects.all(), self.request.user), pk=asked)

    def get_page_subtitle(self) -> str:
        """The quiz."""
        return self.quiz.name if self.quiz else ""

    def get_initial(self) -> dict[str, Any]:
        """Most files are in the language of the person."""
        return {"language": current_language()}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """On to the preview, or back with a sentence."""
        given = form.cleaned_data
        file = given["file"]
        try:
            record = start_import(
                self.request.user,
                file.name,
                file.read(),
                language=given["language"],
                encoding=given["encoding"],
                quiz=self.quiz,
                now=timezone.now(),
            )
        except UnreadableFile as error:
            form.add_error("file", file_problem(error.code, error.params))
            return self.form_invalid(form)
        return redirect("quizzes_admin:import_preview", record.public_id)


class PreviewView(ImportingMixin, TemplateView):
    """What the file would do, row by row; posting does exactly that."""

    template_name = "quizzes/admin/import_preview.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A preview is its owner's alone."""
        if self.has_permission():
            self.record = get_object_or_404(QuestionImport, public_id=kwargs["public_id"], owner=request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows in words."""
        rows = self.record.rows
        page = Paginator(list(enumerate(rows)), PER_PAGE).get_page(self.request.GET.get("p"))
        taken = sum(row["status"] in TAKEN for row in rows)
        return super().get_context_data(**kwargs) | {
            "record": self.record,
            "page": page,
            "lines": [_line(place, row) for place, row in page],
            "taken": taken,
            "counts": [(text, _count(rows, status)) for status, text in STATUS_TEXTS.items() if _count(rows, status)],
            "with_ticks": len(rows) <= MOST_TICKS,
            "lacks_kazakh": self.record.encoding == CP1251,
            "format_label": FORMATS[self.record.file_format].label,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """All that can be taken over, or what was ticked."""
        if request.POST.get("choice") == "ticked":
            chosen = {int(place) for place in request.POST.getlist("row") if place.isdecimal() and len(place) < 6}
        else:
            chosen = set(range(len(self.record.rows)))
        try:
            count = confirm_import(self.record, chosen, now=timezone.now())
        except BankChanged as error:
            text = _(
                "Nothing was saved, because the bank has changed meanwhile. Upload the file again. Question: %(key)s"
            )
            messages.error(request, text % {"key": error.key})
            return redirect("quizzes_admin:import")
        except ImportClosed:
            messages.warning(request, _("This import was taken over already."))
            return redirect(_list_url())
        messages.success(request, _("Questions taken over: %(count)d.") % {"count": count})
        return redirect(EDIT_QUIZ, self.record.quiz_id) if self.record.quiz_id else redirect(_list_url())


class TemplateFileView(PermissionRequiredMixin, View):
    """The empty spreadsheet."""

    permission_required = "quizzes.change_question"
    raise_exception = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file."""
        return file_response(template(), "xlsx", stem="questions-empty")


def file_response(content: bytes, file_format: str, *, stem: str) -> HttpResponse:
    """``content`` as a download in one of ``quizzes.exports.FORMATS``."""
    kind = FORMATS[file_format]
    response = HttpResponse(content, content_type=kind.content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{stem}.{kind.ending}")
    return response


def _list_url() -> str:
    return reverse("wagtailsnippets_quizzes_question:list")


def list_crumb() -> dict[str, Any]:
    """The list of questions as a breadcrumb."""
    return {"url": _list_url(), "label": _("Questions")}


def _count(rows: list[dict[str, Any]], status: str) -> int:
    return sum(row["status"] == status for row in rows)


def _line(place: int, row: dict[str, Any]) -> dict[str, Any]:
    parts = row["question"].get("parts", [])
    kinds = Question.parts.field.stream_block.child_blocks
    return {
        "place": place,
        "line": row["line"],
        "key": row["key"],
        "kinds": [kinds[part["type"]].label for part in parts],
        "words": localised(parts[0]["prompt"])[:120] if parts else "",
        "status": STATUS_TEXTS[row["status"]],
        "state": QuestionState(row["state"]).label if row["status"] in TAKEN else "",
        "can_be_taken": row["status"] in TAKEN,
        "problems": row_problems(row["problems"]),
    }
