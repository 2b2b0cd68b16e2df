"""Addresses under ``/admin/workshop/``."""

from django.urls import URLPattern, URLResolver, path

from workshop.views.boards import CourseView, NewCourseView
from workshop.views.results import ResultsView
from workshop.views.reviews import ReviewView, SendView
from workshop.views.teams import TeamView
from workshop.views.trying import QuizView, TryQuizView

app_name = "workshop"
urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/new/", NewCourseView.as_view(), name="new_course"),
    path("courses/<uuid:key>/", CourseView.as_view(), name="course"),
    path("courses/<uuid:key>/send/", SendView.as_view(), name="send"),
    path("courses/<uuid:key>/review/", ReviewView.as_view(), name="review"),
    path("quizzes/<uuid:key>/", QuizView.as_view(), name="quiz"),
    path("quizzes/<uuid:key>/try/", TryQuizView.as_view(), name="try"),
    path("courses/<uuid:key>/results/", ResultsView.as_view(), name="results"),
    path("courses/<uuid:key>/team/", TeamView.as_view(), name="team"),
]
