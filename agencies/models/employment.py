"""Who worked where, from when to when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.choices import PostCategory
from agencies.models.agency import Agency


class EmploymentSpell(models.Model):
    """One person's time at one agency in one post. ``until`` is the last day; empty: still there."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="employment_spells")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="employment_spells")
    post = models.CharField(_("post"), max_length=150, blank=True)
    category = models.CharField(
        _("category of the post"), max_length=9, choices=PostCategory, default=PostCategory.OTHER
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("employment spell")
        verbose_name_plural = _("employment spells")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="employment_until_not_before_since",
            ),
            # Everybody counts once: one current workplace.
            models.UniqueConstraint(fields=["person"], condition=models.Q(until=None), name="employment_one_current"),
        ]
        indexes = [
            # Who works here now?
            models.Index(fields=["agency", "until"], name="employment_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.agency_id} {self.since:%Y-%m-%d}"
