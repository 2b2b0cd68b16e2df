"""First-level territorial divisions, on old and new borders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.choices import RegionKind
from core.localisation import localised_field


class Region(models.Model):
    """A division by ISO 3166-2:KZ as it was between two dates.

    The reform of 8 June 2022 changed the borders of three regions: each of them is two rows, and the closed row
    names its successors.
    """

    code = models.CharField(_("ISO 3166-2 code"), max_length=6, unique=True)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=RegionKind)
    name_kk = models.CharField(_("name (Kazakh)"), max_length=100)
    name_ru = models.CharField(_("name (Russian)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The last day; empty: still valid."))
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="region_valid_to_not_before_from",
            ),
        ]

    def __str__(self) -> str:
        return localised_field(self, "name")
