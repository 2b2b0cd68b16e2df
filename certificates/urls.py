"""Own certificates, and the public check."""

from django.urls import path

from certificates.views.checking import CheckView
from certificates.views.own import MineView, PdfView

app_name = "certificates"

urlpatterns = [
    path("certificates/", MineView.as_view(), name="mine"),
    path("certificates/check/", CheckView.as_view(), name="check"),
    path("certificates/check/<str:code>/", CheckView.as_view(), name="check_code"),
    path("certificates/<str:code>/pdf/", PdfView.as_view(), name="pdf"),
]
