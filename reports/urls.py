"""The coordinator's addresses; what is filtered by stands in the query."""

from django.urls import path

from reports.file_views import FileContentView, FileView
from reports.published_views import PublishedView
from reports.views import AgenciesView, OverviewView, PeopleView

app_name = "reports"

urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    path("published/", PublishedView.as_view(), name="published"),
    path("files/<uuid:public_id>/", FileView.as_view(), name="file"),
    path("files/<uuid:public_id>/content/", FileContentView.as_view(), name="file_content"),
    path("agencies/", AgenciesView.as_view(), name="agencies"),
    path("agencies/<slug:code>/", PeopleView.as_view(), name="people"),
]
