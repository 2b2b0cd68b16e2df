"""Addresses under ``/admin/quizzes/``."""

from django.urls import URLPattern, URLResolver, path

from quizzes.views.allowances import ExtraAttemptsView, TimeAllowanceView
from quizzes.views.exports import ExportView
from quizzes.views.imports import PreviewView, TemplateFileView, UploadView
from quizzes.views.review import AttemptListView, AttemptView
from quizzes.views.statistics import (
    CountAgainView,
    QuestionStatisticsFileView,
    QuestionStatisticsView,
    QuizStatisticsView,
    StatisticsFileView,
    StatisticsListView,
)
from quizzes.views.versions import ConfirmTranslationView, DiffView, RetireView

app_name = "quizzes_admin"
urlpatterns: list[URLPattern | URLResolver] = [
    path("import/", UploadView.as_view(), name="import"),
    path("import/template/", TemplateFileView.as_view(), name="import_template"),
    path("import/<uuid:public_id>/", PreviewView.as_view(), name="import_preview"),
    path("export/", ExportView.as_view(), name="export"),
    path("statistics/", StatisticsListView.as_view(), name="statistics"),
    path("statistics/<int:version>/", QuizStatisticsView.as_view(), name="quiz_statistics"),
    path("statistics/<int:version>/count/", CountAgainView.as_view(), name="count_statistics"),
    path("statistics/<int:version>/table/", StatisticsFileView.as_view(), name="statistics_file"),
    path(
        "statistics/<int:version>/<int:question_version>/",
        QuestionStatisticsView.as_view(),
        name="question_statistics",
    ),
    path(
        "statistics/<int:version>/<int:question_version>/table/",
        QuestionStatisticsFileView.as_view(),
        name="question_statistics_file",
    ),
    path("quizzes/<int:quiz>/attempts/", AttemptListView.as_view(), name="attempts"),
    path("attempts/<uuid:public_id>/", AttemptView.as_view(), name="attempt"),
    path("attempts/<uuid:public_id>/again/", ExtraAttemptsView.as_view(), name="extra_attempts"),
    path("more-time/", TimeAllowanceView.as_view(), name="time_allowances"),
    path("questions/<int:pk>/changes/", DiffView.as_view(), name="diff"),
    path("questions/<int:pk>/holds/<slug:language>/", ConfirmTranslationView.as_view(), name="confirm_translation"),
    path("questions/<int:pk>/retire/", RetireView.as_view(), name="retire"),
]
