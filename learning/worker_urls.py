"""The service worker and what it shows for pages that were not saved: addresses without a language."""

from django.urls import path

from learning.views.offline import OfflineView, WorkerView

app_name = "device"

urlpatterns = [
    path("worker.js", WorkerView.as_view(), name="worker"),
    path("offline/", OfflineView.as_view(), name="offline"),
]
