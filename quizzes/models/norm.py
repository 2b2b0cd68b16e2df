"""What a question is about: topics as a tree, and the norms it rests on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from core.localisation import localised_field
from quizzes.choices import NormKind


class Topic(MP_Node):
    """A subject of the question bank; quizzes draw "k questions of this topic and what is below it"."""

    node_order_by: list[str] = []

    slug = models.SlugField(_("short name"), unique=True)
    name_ru = models.CharField(_("name (Russian)"), max_length=150)
    name_kk = models.CharField(_("name (Kazakh)"), max_length=150)
    name_en = models.CharField(_("name (English)"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return localised_field(self, "name")


class Norm(models.Model):
    """An article of the covenant, a recommendation, a general comment or a law that lessons and questions cite.

    Changed or repealed, it sends them to be checked (features B20, ``courses.domain.currency``).
    """

    kind = models.CharField(_("kind"), max_length=14, choices=NormKind)
    code = models.CharField(_("code"), max_length=60, unique=True, help_text=_("As it is cited, for instance ICCPR 9."))
    title_ru = models.CharField(_("title (Russian)"), max_length=250)
    title_kk = models.CharField(_("title (Kazakh)"), max_length=250)
    title_en = models.CharField(_("title (English)"), max_length=250, blank=True)
    in_force_on = models.DateField(_("in force from"), null=True, blank=True)
    changed_on = models.DateField(
        _("changed on"),
        null=True,
        blank=True,
        help_text=_("From this day on everything that cites it waits to be checked."),
    )
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    change_note = models.TextField(
        _("what changed"), max_length=500, blank=True, help_text=_("For those who check lessons and questions.")
    )
    review_by = models.DateField(
        _("look at it again by"), null=True, blank=True, help_text=_("When to ask whether it still says the same.")
    )

    class Meta:
        verbose_name = _("norm")
        verbose_name_plural = _("norms")
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_on=None) | Q(repealed_on=None) | Q(repealed_on__gte=F("in_force_on")),
                name="norm_repealed_after_in_force",
                violation_error_message=_("A norm is repealed after it came into force: check the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {localised_field(self, 'title')}"
