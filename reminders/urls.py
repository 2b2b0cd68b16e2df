"""Addresses under ``/<lang>/reminders/``."""

from django.urls import path

from reminders.views.asking import RemindView
from reminders.views.log import LogView, RetryAddressView
from reminders.views.overdue import OverdueView
from reminders.views.pauses import PauseEndView, PauseView, SitePauseView

app_name = "reminders"

urlpatterns = [
    path("", RemindView.as_view(), name="remind"),
    path("overdue/", OverdueView.as_view(), name="overdue"),
    path("log/", LogView.as_view(), name="log"),
    path("refused/<int:pk>/again/", RetryAddressView.as_view(), name="retry_address"),
    path("pauses/", PauseView.as_view(), name="pauses"),
    path("pauses/<int:pk>/end/", PauseEndView.as_view(), name="end_pause"),
    path("pauses/site/", SitePauseView.as_view(), name="site_pause"),
]
