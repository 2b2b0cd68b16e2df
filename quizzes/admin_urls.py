"""Addresses under ``/admin/quizzes/``."""

from django.urls import URLPattern, URLResolver

app_name = "quizzes_admin"
urlpatterns: list[URLPattern | URLResolver] = []
