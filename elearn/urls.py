"""Composition only: which app answers where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from elearn import error_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("language/", views.set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("media/images/<path:path>", views.rendition, name="rendition"),
    path("documents/", include(wagtaildocs_urls)),
    # One door: Wagtail's own sign-in forms, here and for private pages, would be others, outside all limits (AUTH-01).
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/failwhale/", views.nothing_here, name="example_of_failure"),  # Wagtail's example of a failure
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("certificates.badge_urls")),
    path("", include("learning.worker_urls")),
]
urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("", include("learning.urls")),
    path("", include("certificates.urls")),
    path("reports/", include("reports.urls")),
    path("obligations/", include("obligations.urls")),
    path("roster/", include("rosters.urls")),
    path("reminders/", include("reminders.urls")),
    path("audit/", include("audit.urls")),
    path("privacy/", include("privacy.urls")),
    path("roles/", include("agencies.urls")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="util_login"),
    path("", include(wagtail_urls)),
)

handler400 = error_views.bad_request
handler403 = error_views.permission_denied
handler404 = error_views.page_not_found
handler500 = error_views.server_error
