"""Addresses under ``/<language>/privacy/``."""

from django.urls import path

from privacy.views import deciding, own

app_name = "privacy"
urlpatterns = [
    path("", own.OwnDataView.as_view(), name="mine"),
    path("file/", own.data_file_view, name="file"),
    path("erasure/", own.AskView.as_view(), name="ask"),
    path("consent/", own.ConsentView.as_view(), name="consent"),
    path("requests/", deciding.RequestListView.as_view(), name="requests"),
    path("requests/<int:pk>/", deciding.DecideView.as_view(), name="decide"),
    path("texts/", deciding.TextsView.as_view(), name="texts"),
]
