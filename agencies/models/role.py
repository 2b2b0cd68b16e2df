"""Which role a person holds, over what, and for how long."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.choices import Role, ScopeKind
from agencies.models.agency import Agency
from agencies.models.region import Region


class RoleAssignment(models.Model):
    """A role on the country, on one region, or on one agency's subtree, between two dates."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=13, choices=Role)
    scope_kind = models.CharField(_("scope"), max_length=7, choices=ScopeKind)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty: open-ended."))

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        constraints = [
            # A scope that names nothing reaches nothing by accident and everything only in so many words.
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.COUNTRY, region=None, agency=None)
                | Q(scope_kind=ScopeKind.REGION, region__isnull=False, agency=None)
                | Q(scope_kind=ScopeKind.AGENCY, region=None, agency__isnull=False),
                name="role_scope_names_its_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"


class RoleRequest(models.Model):
    """A role that somebody asked to be given to a person, until another person decides (ACC-14)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_requests")
    role = models.CharField(_("role"), max_length=13, choices=Role)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"
