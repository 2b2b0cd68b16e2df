"""Reviewing an attempt later: the sheet exactly as its learner saw it, and the hash that proves it (features B5)."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.team_rules import within_teams
from audit.choices import Event
from audit.domain.recording import record
from quizzes.allowance_forms import ExtraAttemptsForm
from quizzes.domain.marking import marked_answers
from quizzes.domain.sheets import sheet_fingerprint
from quizzes.models import Attempt, Quiz, Response
from quizzes.queries import percent_of, question_view


class ReviewMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """For people who may open single attempts; coordinators see states and dates, never answers."""

    permission_required = "quizzes.view_attempt"
    raise_exception = True
    header_icon = "list-ol"
    kwargs: dict[str, Any]


class AttemptListView(ReviewMixin, ListView):
    """All attempts at one quiz, the newest first."""

    template_name = "quizzes/admin/attempts.html"
    context_object_name = "attempts"
    paginate_by = 50
    page_title = gettext_lazy("Attempts")

    @cached_property
    def quiz(self) -> Quiz:
        return get_object_or_404(within_teams(Quiz.objects.all(), self.request.user), pk=self.kwargs["quiz"])

    def get_page_subtitle(self) -> str:
        return self.quiz.name

    def get_queryset(self) -> QuerySet[Attempt]:
        attempts = Attempt.objects.filter(quiz=self.quiz, is_preview=False).select_related("learner", "quiz_version")
        return attempts.order_by("-started_at", "-pk")


class AttemptView(ReviewMixin, TemplateView):
    """One attempt: versions, order, language and answers as they were, with what was right; each opening is logged."""

    template_name = "quizzes/admin/attempt.html"
    page_title = gettext_lazy("Attempt")

    @cached_property
    def attempt(self) -> Attempt:
        attempts = Attempt.objects.select_related("learner", "quiz", "quiz_version", "agency", "region")
        return get_object_or_404(
            within_teams(attempts, self.request.user, "quiz__team"), public_id=self.kwargs["public_id"]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        record(Event.ATTEMPT_OPENED, actor=request.user.pk, subject=self.attempt)
        return response

    def get_page_subtitle(self) -> str:
        return self.attempt.quiz.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listed = {"url": reverse("quizzes_admin:attempts", args=[self.attempt.quiz_id]), "label": _("Attempts")}
        return [*self.breadcrumbs_items, listed]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(self.attempt.responses.select_related("question_version__question"))
        marks = marked_answers(rows, self.attempt.language)
        return super().get_context_data(
            attempt=self.attempt,
            percent=percent_of(self.attempt),
            again=self._again(),
            rows=[(row, self._question(row), marks.get(row.pk)) for row in rows],
            is_proven=sheet_fingerprint(self.attempt, rows) == self.attempt.sheet_hash,
            **kwargs,
        )

    def _again(self) -> ExtraAttemptsForm | None:
        """For those who may let the learner try again."""
        may_grant = self.request.user.has_perm("quizzes.add_extraattempts")
        return ExtraAttemptsForm() if may_grant and not self.attempt.is_preview else None

    def _question(self, row: Response) -> Any:
        """In the language in which it was answered; before an answer, in the attempt's."""
        return question_view(row, row.language or self.attempt.language, with_key=True, explained=True)
