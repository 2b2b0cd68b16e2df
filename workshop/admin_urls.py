"""Addresses under ``/admin/workshop/``."""

from django.urls import URLPattern, URLResolver, path

from workshop.views.boards import CourseView, NewCourseView
from workshop.views.exchange import TranslationFileView, TranslationUploadView
from workshop.views.guide import GuideView
from workshop.views.law import LawView
from workshop.views.learners import LearnersView
from workshop.views.results import ResultsView
from workshop.views.reviews import ReviewView, SendView
from workshop.views.suitcases import BringView, PackView, UnpackView
from workshop.views.teams import TeamView
from workshop.views.translations import BeginTranslationView, TranslateView
from workshop.views.trying import QuizView, TryQuizView

app_name = "workshop"
urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/new/", NewCourseView.as_view(), name="new_course"),
    path("courses/<uuid:key>/", CourseView.as_view(), name="course"),
    path("courses/<uuid:key>/send/", SendView.as_view(), name="send"),
    path("courses/<uuid:key>/review/", ReviewView.as_view(), name="review"),
    path("courses/<uuid:key>/translate/<slug:language>/", BeginTranslationView.as_view(), name="begin_translation"),
    path("courses/<uuid:key>/translate/<slug:language>/file/", TranslationFileView.as_view(), name="translation_file"),
    path(
        "courses/<uuid:key>/translate/<slug:language>/upload/",
        TranslationUploadView.as_view(),
        name="translation_upload",
    ),
    path("translations/<int:page_id>/", TranslateView.as_view(), name="translate"),
    path("courses/<uuid:key>/file/", PackView.as_view(), name="pack"),
    path("files/", BringView.as_view(), name="bring"),
    path("files/<uuid:name>/", UnpackView.as_view(), name="unpack"),
    path("guide/", GuideView.as_view(), name="guide"),
    path("law/", LawView.as_view(), name="law"),
    path("quizzes/<uuid:key>/", QuizView.as_view(), name="quiz"),
    path("quizzes/<uuid:key>/try/", TryQuizView.as_view(), name="try"),
    path("courses/<uuid:key>/results/", ResultsView.as_view(), name="results"),
    path("courses/<uuid:key>/learners/", LearnersView.as_view(), name="learners"),
    path("courses/<uuid:key>/team/", TeamView.as_view(), name="team"),
]
