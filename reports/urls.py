"""The coordinator's addresses; what is filtered by stands in the query."""

from django.urls import path

from reports.views import AgenciesView, OverviewView, PeopleView

app_name = "reports"

urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    path("agencies/", AgenciesView.as_view(), name="agencies"),
    path("agencies/<slug:code>/", PeopleView.as_view(), name="people"),
]
