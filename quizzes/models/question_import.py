"""A file of questions between upload and confirmation."""

import uuid

from django.conf import settings
from django.db import models

from quizzes.models.quiz import Quiz


class QuestionImport(models.Model):
    """What was read from one file, waiting for its owner to confirm; nothing of it is in the bank before (IMP-10).

    Its questions go into ``quiz`` and belong to that one's team; without one, to the bank and the owner's only team.
    ``rows`` is a list of ``{"line", "key", "status", "problems", "question"}``: see ``quizzes.imports``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    quiz = models.ForeignKey(Quiz, models.CASCADE, null=True, related_name="+")
    file_name = models.CharField(max_length=250)
    file_format = models.CharField(max_length=10)
    file_hash = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, blank=True)
    rows = models.JSONField()
    uploaded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.public_id}"
