"""Addresses under ``/admin/certificates/``."""

from django.urls import URLPattern, URLResolver, path

from certificates.views.administration import CertificateListView, CertificateView

app_name = "certificates_admin"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", CertificateListView.as_view(), name="list"),
    path("<int:pk>/", CertificateView.as_view(), name="certificate"),
]
