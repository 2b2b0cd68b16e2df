"""Addresses of the front door that are no pages of Wagtail's tree."""

from django.urls import path

from home.views import StartView

app_name = "home"

urlpatterns = [
    path("start/", StartView.as_view(), name="start"),
]
