"""Translators outside: a file with all texts of a course, and their work back into the drafts."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from agencies.team_rules import within_teams
from core.uploads.encodings import decoded
from core.uploads.unreadable import UnreadableFile
from courses.models import CoursePage
from quizzes.bank_texts import place_text
from quizzes.import_texts import file_problem
from quizzes.models import Question
from workshop.domain.exchanging import Taken, documents_of, take_documents
from workshop.formats.xliff import read_xliff, xliff
from workshop.forms import FileForm
from workshop.queries import quizzes_of
from workshop.views.boards import WorkshopMixin

CONTENT_TYPE = "application/x-xliff+xml"


class ExchangeMixin(WorkshopMixin):
    """A course and the language of the address, which is not the one it is written in."""

    @property
    def language(self) -> str:
        """The language that is translated into."""
        language = str(self.kwargs["language"])
        if language not in dict(settings.LANGUAGES) or language == self.board.languages[0]:
            raise Http404
        return language

    @cached_property
    def course(self) -> CoursePage:
        """The course's page in the language it is written in."""
        return CoursePage.objects.get(pk=self.board.pages[self.board.languages[0]][0].pk)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that its quizzes name, of those the person reaches."""
        named = Question.objects.filter(slots__quiz__in=quizzes_of([self.board]).values())
        return list(within_teams(named, self.person).distinct().order_by("key"))


class TranslationFileView(ExchangeMixin, View):
    """All texts with their translations as XLIFF."""

    def get(self, request: HttpRequest, key: UUID, language: str) -> HttpResponse:
        """The file."""
        documents = documents_of(self.course, self.questions, self.language, place_text)
        response = HttpResponse(
            xliff(documents, source=self.board.languages[0], target=self.language), content_type=CONTENT_TYPE
        )
        name = f"{self.course.slug}-{self.language}.xlf"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response


class TranslationUploadView(ExchangeMixin, FormView):
    """Takes a translated file back; what its source says differently by now stays as it is."""

    template_name = "workshop/exchange.html"
    page_title = gettext_lazy("Translators outside")
    header_icon = "upload"
    form_class = FileForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and the language."""
        return super().get_context_data(**kwargs) | {"board": self.board, "language": self.language}

    def form_valid(self, form: FileForm) -> HttpResponse:
        """Write what fits and tell the rest."""
        try:
            documents = read_xliff(decoded(form.cleaned_data["file"].read()).text)
        except UnreadableFile as error:
            form.add_error("file", file_problem(error.code, error.params))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        taken = take_documents(documents, self.course, self.questions, self.language, by=self.person)
        self._tell(taken)
        return redirect("workshop:course", self.board.key)

    def _tell(self, taken: Taken) -> None:
        messages.success(self.request, _("Texts taken over: %(count)d.") % {"count": taken.texts})
        if taken.changed:
            text = _("Left out, because the source says something else by now: %(count)d. Make a new file for them.")
            messages.warning(self.request, text % {"count": taken.changed})
        if taken.unknown:
            text = _("Left out, because they are not in this course: %(count)d.")
            messages.warning(self.request, text % {"count": taken.unknown})
