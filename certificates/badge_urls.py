"""Addresses that are printed and signed: without a language, and never to be changed."""

from django.urls import path

from certificates.views.badges import CredentialView, IssuerView, StatusView
from certificates.views.checking import ShortView

app_name = "badges"

urlpatterns = [
    path("c/<str:code>/", ShortView.as_view(), name="check"),
    path("badges/issuer/", IssuerView.as_view(), name="issuer"),
    path("badges/status/<int:number>/", StatusView.as_view(), name="status"),
    path("badges/<str:code>/", CredentialView.as_view(), name="credential"),
]
