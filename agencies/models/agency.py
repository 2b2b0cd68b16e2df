"""State bodies and other organisations people come from, as one tree."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from agencies.choices import AgencyKind
from agencies.models.region import Region
from core.localisation import localised_field


class Agency(MP_Node):
    """A unit of any depth: ministry, committee, territorial department, akimat, its department.

    ``region`` is where its people work: the justice department of Atyrau stands below the ministry in the tree
    and counts for Atyrau on the map. Units are closed, never deleted. A subtree is one indexed prefix of ``path``.
    """

    node_order_by: list[str] = []

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=AgencyKind)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="agencies", verbose_name=_("region of workplace")
    )
    name_kk = models.CharField(_("name (Kazakh)"), max_length=250)
    name_ru = models.CharField(_("name (Russian)"), max_length=250)
    name_en = models.CharField(_("name (English)"), max_length=250)
    short_name_kk = models.CharField(_("short name (Kazakh)"), max_length=60, blank=True)
    short_name_ru = models.CharField(_("short name (Russian)"), max_length=60, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self) -> str:
        return localised_field(self, "name")
