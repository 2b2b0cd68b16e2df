"""What answers say about questions: all quizzes, one quiz, one question (ux 84). Pages only read what was counted."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTransform
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.team_rules import within_teams
from core.tables import table_response
from quizzes.choices import Preset
from quizzes.domain.statistics import counted_attempts
from quizzes.given_rows import given_tables
from quizzes.models import Attempt, QuizStatistics, QuizVersion
from quizzes.statistics_rows import QuestionRow, part_tables, question_rows, share_of
from quizzes.statistics_table import given_table, statistics_table
from quizzes.tasks import count_statistics

Crumbs = list[dict[str, Any]]


class StatisticsMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """For people who may see figures about questions."""

    permission_required = "quizzes.view_quizstatistics"
    raise_exception = True
    page_title = gettext_lazy("Question statistics")
    header_icon = "table"
    kwargs: dict[str, Any]

    def get_breadcrumbs_items(self) -> Crumbs:
        """Home, the list of quizzes, and what is below it."""
        listed = {"url": reverse("quizzes_admin:statistics"), "label": StatisticsMixin.page_title}
        return [*self.breadcrumbs_items, listed, *self.crumbs_below()]

    def crumbs_below(self) -> Crumbs:
        """What stands behind the list in the path."""
        return []


class StatisticsListView(StatisticsMixin, ListView):
    """Every published version that was taken; ``?quiz=`` narrows to one quiz."""

    template_name = "quizzes/admin/statistics.html"
    context_object_name = "versions"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[QuizVersion]:
        taken = Attempt.objects.filter(quiz_version=OuterRef("pk"), is_preview=False)
        versions = within_teams(QuizVersion.objects.all(), self.request.user, "quiz__team").filter(
            Q(statistics__isnull=False) | Exists(taken)
        )
        if (quiz := self.request.GET.get("quiz", "")).isdecimal() and len(quiz) < 10:
            versions = versions.filter(quiz=int(quiz))
        counted = {"counted": F("statistics__attempts"), "counted_at": F("statistics__counted_at")}
        flagged = KeyTransform("flagged", "statistics__figures")
        return versions.select_related("quiz").annotate(**counted, flagged=flagged).order_by("quiz__name", "-number")


class OneQuizMixin(StatisticsMixin):
    """One quiz version and its figures, if they were counted."""

    @cached_property
    def version(self) -> QuizVersion:
        return get_object_or_404(
            within_teams(QuizVersion.objects.select_related("quiz"), self.request.user, "quiz__team"),
            pk=self.kwargs["version"],
        )

    @cached_property
    def statistics(self) -> QuizStatistics | None:
        return QuizStatistics.objects.filter(quiz_version=self.version).first()

    def get_page_title(self) -> str:
        return self.version.quiz.name

    def crumbs_below(self) -> Crumbs:
        return [
            {"url": reverse("quizzes_admin:quiz_statistics", args=[self.version.pk]), "label": self.get_page_title()}
        ]


class QuizStatisticsView(OneQuizMixin, TemplateView):
    template_name = "quizzes/admin/statistics_quiz.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, attempts = self.statistics, counted_attempts(self.version).count()
        whole = found.figures["whole"] if found and self.version.preset != Preset.LEARNING else None
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "statistics": found,
            "rows": question_rows(found) if found else [],
            "is_examination": self.version.preset != Preset.LEARNING,
            "whole": _whole_shares(whole) if whole else None,
            "more": attempts - found.attempts if found else 0,
            "draws": self.version.slots.filter(question_version=None).exists(),
        }


class OneQuestionMixin(OneQuizMixin):
    """One question of the version, with its figures and what people answered."""

    def tables(self) -> dict[str, Any]:
        """The figures, the question's row and the tables; not found where nothing was counted."""
        if self.statistics is None or self.row is None:
            raise Http404
        options, given = part_tables(self.row, self.statistics), given_tables(self.row, self.statistics)
        return {"statistics": self.statistics, "row": self.row, "options": options, "given": given}

    @cached_property
    def row(self) -> QuestionRow | None:
        rows = question_rows(self.statistics) if self.statistics else []
        return next((row for row in rows if row.version.pk == self.kwargs["question_version"]), None)

    def get_page_title(self) -> str:
        return self.row.version.question.key if self.row else ""

    def crumbs_below(self) -> Crumbs:
        quiz = {
            "url": reverse("quizzes_admin:quiz_statistics", args=[self.version.pk]),
            "label": self.version.quiz.name,
        }
        return [quiz, {"url": "", "label": self.get_page_title()}]


class QuestionStatisticsView(OneQuestionMixin, TemplateView):
    template_name = "quizzes/admin/statistics_question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self.tables() | {"version": self.version}


class QuestionStatisticsFileView(OneQuestionMixin, View):
    """What people answered to one question, as XLSX."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        tables = self.tables()
        tables["statistics"].quiz_version = self.version
        stem = f"question_{tables['row'].version.pk}_{timezone.localdate():%Y-%m-%d}"
        return table_response(given_table(**tables), "xlsx", stem=stem)


class StatisticsFileView(OneQuizMixin, View):
    """The table of one quiz as XLSX."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.statistics is None:
            raise Http404
        self.statistics.quiz_version = self.version
        table = statistics_table(self.statistics, question_rows(self.statistics))
        return table_response(table, "xlsx", stem=_stem(self.version, timezone.localdate()))


class CountAgainView(OneQuizMixin, View):
    """Starts counting in the background."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        version = self.version.pk
        transaction.on_commit(lambda: count_statistics.enqueue(version))
        messages.success(request, _("The figures are being counted. Open this page again in a minute."))
        return redirect("quizzes_admin:quiz_statistics", version)


def _whole_shares(whole: dict[str, Any]) -> dict[str, Any]:
    """The figures of the whole quiz as they are written: those that are points as shares of the maximum."""
    parts = {name: share_of(100 * whole[name] / whole["maximum"]) for name in ("mean", "deviation", "standard_error")}
    near = share_of(100 * whole["near_pass_mark"])
    return parts | {
        "consistency": share_of(whole["consistency"]),
        "error_ratio": share_of(whole["error_ratio"]),
        "near": near,
    }


def _stem(version: QuizVersion, today: date) -> str:
    return f"questions_{version.quiz_id}_v{version.number}_{today:%Y-%m-%d}"
