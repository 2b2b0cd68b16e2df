"""A wrong key put right, and the ledger of what that changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.choices import CorrectionRule, CorrectionState
from quizzes.models.attempt import Attempt, Response
from quizzes.models.question import QuestionVersion


class KeyCorrection(models.Model):
    """From ``applied_at`` on, answers to ``faulty`` are graded by ``rule`` with the key of ``corrected`` (ux T6).

    ``total`` and ``done`` count attempts while it runs.
    """

    faulty = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="corrections")
    corrected = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=6, choices=CorrectionRule, default=CorrectionRule.BOTH)
    reason = models.TextField(_("reason"), max_length=20_000)
    state = models.CharField(max_length=7, choices=CorrectionState, default=CorrectionState.DRAFT)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("key correction")
        verbose_name_plural = _("key corrections")
        ordering = ["-proposed_at"]

    def __str__(self) -> str:
        return f"{self.faulty}: {self.rule}"


class RegradeEntry(models.Model):
    """What one correction did to one answer and its attempt. Append-only; an undo writes entries of its own."""

    correction = models.ForeignKey(KeyCorrection, models.PROTECT, related_name="entries")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="regrades")
    response = models.ForeignKey(Response, models.PROTECT, related_name="+")
    is_undo = models.BooleanField(default=False)
    points_before = models.DecimalField(max_digits=10, decimal_places=4)
    points_after = models.DecimalField(max_digits=10, decimal_places=4)
    total_before = models.DecimalField(max_digits=10, decimal_places=4)
    total_after = models.DecimalField(max_digits=10, decimal_places=4)
    passed_before = models.BooleanField()
    passed_after = models.BooleanField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            # A run that is repeated after a crash writes nothing twice.
            models.UniqueConstraint(fields=["correction", "response", "is_undo"], name="one_entry_per_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.attempt_id}"
