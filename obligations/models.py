"""Who has to complete which course, until when, and who is let off.

Rules, exceptions and waivers are facts. ``Duty`` is what follows from them and from where people worked: a cache that
``domain.duties`` can always count again.
"""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.choices import PostCategory
from agencies.models import Agency, EmploymentSpell, Region
from courses.models import Course


class Obligation(models.Model):
    """A rule: everybody at ``agency`` and below, in ``region``, in a post of ``category`` completes ``course``.

    What is empty does not narrow the rule. Due ``due_on``, or ``within_days`` of the day on which the post was taken
    up. It holds from ``starts_on`` to ``ends_on`` (empty: until further notice) and is never deleted or widened.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="obligations", verbose_name=_("course"))
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency and what is below it")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    category = models.CharField(_("category of the post"), max_length=9, choices=PostCategory, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    within_days = models.PositiveSmallIntegerField(
        _("days after appointment"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    starts_on = models.DateField(_("holds from"))
    ends_on = models.DateField(_("holds until"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None, within_days__gte=1) | Q(due_on__isnull=False, within_days=None),
                name="obligation_is_due_by_date_or_days",
            ),
            # Otherwise people would have been overdue before the rule held.
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("starts_on")), name="obligation_due_not_before_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="obligation_ends_not_before_start"
            ),
        ]
        indexes = [models.Index(fields=["course", "starts_on"], name="obligations_of_a_course")]

    def __str__(self) -> str:
        return f"{self.course_id} {self.starts_on:%Y-%m-%d}"


class Exemption(models.Model):
    """One person to whom a rule does not apply, with the reason."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="exemptions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exemptions")
    reason = models.CharField(_("reason"), max_length=250)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "person"], name="one_exemption_per_person")]

    def __str__(self) -> str:
        return f"{self.obligation_id}: {self.person_id}"


class Waiver(models.Model):
    """Prior learning accepted in place of a course; counted apart, never as a completion. ``until``: its last day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="waivers")
    course = models.ForeignKey(Course, models.PROTECT, related_name="waivers")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=250)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="waiver_until_not_before"),
            models.UniqueConstraint(fields=["person", "course", "since"], name="one_waiver_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.course_id}"


class Duty(models.Model):
    """Somebody had to complete a course while working in one place: from ``since`` to ``until`` (empty: still).

    ``agency``, ``region`` and ``category`` are those of the spell, so that a past figure does not move with people.
    ``due_on`` is the earliest that the rules gave; ``obligation`` is the rule it came from.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duties")
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="duties")
    spell = models.ForeignKey(EmploymentSpell, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    category = models.CharField(max_length=9, choices=PostCategory)
    since = models.DateField()
    until = models.DateField(null=True)
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "course", "since"], name="one_duty_per_start"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="duty_until_not_before"),
        ]
        indexes = [
            # Whom a figure counts, and who of them is late.
            models.Index(fields=["agency", "course", "due_on"], name="duties_of_an_agency"),
            # What turns with the day.
            models.Index(fields=["due_on"], name="duties_by_due_day"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.course_id} {self.since:%Y-%m-%d}"
