"""Addresses under ``/<lang>/roster/``."""

from django.urls import path

from rosters.invitation_views import InvitationsView
from rosters.views import PreviewView, ReportFileView, TemplateFileView, UploadView

app_name = "rosters"

urlpatterns = [
    path("", UploadView.as_view(), name="upload"),
    path("invitations/", InvitationsView.as_view(), name="invitations"),
    path("template.xlsx", TemplateFileView.as_view(), name="template"),
    path("<uuid:public_id>/", PreviewView.as_view(), name="preview"),
    path("<uuid:public_id>/rows.<str:file_format>", ReportFileView.as_view(), name="report"),
]
