"""Addresses of the front door that are no pages of Wagtail's tree."""

from django.urls import path

from home.views import StartView, StyleguideView

app_name = "home"

urlpatterns = [
    path("start/", StartView.as_view(), name="start"),
    path("styleguide/", StyleguideView.as_view(), name="styleguide"),
]
