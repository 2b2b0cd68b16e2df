"""Who looked at what after a norm had changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from quizzes.models import Norm, Question


class NormCheck(models.Model):
    """A question, or the pages with one key, were checked against the norm as it is since ``event_on``."""

    norm = models.ForeignKey(Norm, models.CASCADE, related_name="checks")
    event_on = models.DateField()
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="norm_checks")
    page_key = models.UUIDField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(question=None, page_key__isnull=False) | Q(question__isnull=False, page_key=None),
                name="norm_check_of_question_or_page",
            ),
            models.UniqueConstraint(fields=["norm", "event_on", "question"], name="one_norm_check_of_question"),
            models.UniqueConstraint(fields=["norm", "event_on", "page_key"], name="one_norm_check_of_page"),
        ]

    def __str__(self) -> str:
        return f"{self.norm_id}: {self.question_id or self.page_key}"
