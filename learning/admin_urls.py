"""Addresses under ``/admin/results/``."""

from django.urls import URLPattern, URLResolver, path

from learning.views.corrections import CorrectionListView, CorrectionView, CorrectView, LedgerView
from learning.views.marking import MarkingQueueView, MarkView

app_name = "learning_admin"
urlpatterns: list[URLPattern | URLResolver] = [
    path("corrections/", CorrectionListView.as_view(), name="corrections"),
    path("corrections/question/<int:version>/", CorrectView.as_view(), name="correct"),
    path("corrections/<int:pk>/", CorrectionView.as_view(), name="correction"),
    path("corrections/<int:pk>/ledger/", LedgerView.as_view(), name="ledger"),
    path("marking/", MarkingQueueView.as_view(), name="marking"),
    path("marking/<int:response>/", MarkView.as_view(), name="mark"),
]
