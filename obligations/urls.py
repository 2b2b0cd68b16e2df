"""Addresses under ``/<lang>/obligations/``."""

from django.urls import path

from obligations.views import ExemptionEndView, ObligationListView, ObligationView, ObligeView, WaiverView

app_name = "obligations"

urlpatterns = [
    path("", ObligationListView.as_view(), name="list"),
    path("new/", ObligeView.as_view(), name="new"),
    path("waivers/", WaiverView.as_view(), name="waivers"),
    path("<int:pk>/", ObligationView.as_view(), name="detail"),
    path("<int:pk>/exemptions/<int:exemption>/end/", ExemptionEndView.as_view(), name="end_exemption"),
]
