"""Marks that people give to open answers, and what still waits for one."""

from django.conf import settings
from django.db import models

from quizzes.choices import MarkRole
from quizzes.models.attempt import Response


class MarkingTask(models.Model):
    """An open answer that waits for a marker in ``role``; gone once it needs no further mark.

    ``opened_by`` has it on the screen since ``opened_at``, so that two people do not read the same answer.
    """

    response = models.OneToOneField(Response, models.CASCADE, primary_key=True, related_name="marking_task")
    role = models.CharField(max_length=6, choices=MarkRole, default=MarkRole.FIRST)
    since = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["since"], name="marking_tasks_by_age")]

    def __str__(self) -> str:
        return f"{self.response_id} ({self.role})"


class Mark(models.Model):
    """One marker's judgement of one open answer, without knowing whose it is.

    ``levels`` maps a part's id to the level given per criterion id. Never changed: who disagrees marks again in
    another role.
    """

    response = models.ForeignKey(Response, models.PROTECT, related_name="marks")
    role = models.CharField(max_length=6, choices=MarkRole)
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    levels = models.JSONField()
    comment = models.TextField(max_length=20_000, blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "role"], name="one_mark_per_role"),
            models.UniqueConstraint(fields=["response", "marker"], name="nobody_marks_an_answer_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id} ({self.role})"
