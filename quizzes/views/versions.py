"""What became of a question: the difference between two of its versions, and taking it out of use."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.team_rules import within_teams
from quizzes.bank_texts import place_text, value_text
from quizzes.domain.bank import retire_question
from quizzes.domain.diff import Change, changes, word_pieces
from quizzes.domain.question_translations import confirm_texts
from quizzes.domain.usage import quizzes_using
from quizzes.models import Question, QuestionVersion
from quizzes.views.imports import list_crumb

MOST_DIGITS = 9
EDIT = "wagtailsnippets_quizzes_question:edit"


class OneQuestionMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """A screen below the form of a question."""

    permission_required = "quizzes.change_question"
    raise_exception = True
    header_icon = "help"
    kwargs: dict[str, Any]

    def get_question(self) -> Question:
        """The question of the address."""
        return get_object_or_404(
            within_teams(Question.objects.select_related("topic"), self.request.user), pk=self.kwargs["pk"]
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, the question, this."""
        form = {"url": reverse(EDIT, args=[self.kwargs["pk"]]), "label": _("Question")}
        return [*self.breadcrumbs_items, list_crumb(), form, {"url": "", "label": self.page_title}]


class DiffView(OneQuestionMixin, TemplateView):
    """Two versions compared, ``from`` and ``to`` by number; else the newest with the one before it."""

    template_name = "quizzes/admin/question_diff.html"
    page_title = gettext_lazy("What changed")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The versions to choose from and the rows."""
        question = self.get_question()
        versions = {one.number: one for one in question.versions.filter(is_preview=False).order_by("-number")}
        if not versions:
            raise Http404
        newer = self._chosen("to", versions, max(versions))
        older = self._chosen("from", versions, max(newer.number - 1, 1))
        found = changes(older.content, newer.content)
        return super().get_context_data(**kwargs) | {
            "question": question,
            "versions": versions.values(),
            "older": older,
            "newer": newer,
            "rows": [_row(change) for change in found],
            "changes_score": any(change.changes_score for change in found),
        }

    def _chosen(self, name: str, versions: dict[int, QuestionVersion], default: int) -> QuestionVersion:
        asked = self.request.GET.get(name, "")
        number = int(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else default
        return versions.get(number, versions[default])


class RetireView(OneQuestionMixin, TemplateView):
    """Says what retiring means and does it."""

    template_name = "quizzes/admin/question_retire.html"
    page_title = gettext_lazy("Take out of new attempts")
    header_icon = "no-view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question and the quizzes that this concerns."""
        question = self.get_question()
        return super().get_context_data(**kwargs) | {
            "question": question,
            "quizzes": within_teams(quizzes_using(question), self.request.user),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Retire, and back to the form."""
        question = self.get_question()
        retire_question(question)
        messages.success(request, _("The question is retired. Code: %(key)s") % {"key": question.key})
        return redirect(EDIT, question.pk)


class ConfirmTranslationView(OneQuestionMixin, View):
    """Somebody looked at what was translated from older words: it holds as it is."""

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Take note, and back to the form."""
        question = self.get_question()
        confirm_texts(question, language)
        messages.success(request, _("Taken note of: the translation holds."))
        return redirect(EDIT, question.pk)


def _row(change: Change) -> dict[str, Any]:
    before, after = value_text(change.place, change.before), value_text(change.place, change.after)
    return {
        "place": place_text(change.place),
        "language": change.language.upper(),
        "pieces": word_pieces(before, after),
        "changes_score": change.changes_score,
    }
