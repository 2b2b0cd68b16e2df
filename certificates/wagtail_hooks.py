"""Certificates in the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def certificate_urls() -> list[URLResolver]:
    """For administrators."""
    return [path("certificates/", include("certificates.admin_urls"))]


@hooks.register("register_admin_menu_item")
def certificates_menu_item() -> MenuItem:
    """For everybody who may issue a certificate again or revoke it."""
    return CertificatesMenuItem(
        gettext_lazy("Certificates"), reverse_lazy("certificates_admin:list"), icon_name="doc-full-inverse", order=225
    )


class CertificatesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("certificates.change_certificate")
