"""What one person is given beyond the rules of a quiz, by whom and why."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.quiz import Quiz


class TimeAllowance(models.Model):
    """More time in every timed quiz, for instance because somebody reads with a screen reader (features A11)."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="time_allowance")
    factor = models.DecimalField(
        _("time factor"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1.5 gives half as much again; empty: no limit."),
    )
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("time allowance")
        verbose_name_plural = _("time allowances")

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.factor}"


class ExtraAttempts(models.Model):
    """Attempts beyond the limit of one quiz."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="extra_attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="extra_attempts")
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    reason = models.CharField(_("reason"), max_length=250)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("extra attempts")
        verbose_name_plural = _("extra attempts")

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.quiz_id} +{self.count}"
