"""Addresses under ``/admin/results/``."""

from django.urls import URLPattern, URLResolver

app_name = "learning_admin"
urlpatterns: list[URLPattern | URLResolver] = []
