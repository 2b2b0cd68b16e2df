"""Figures about questions, counted in the background and read from here."""

from django.db import models

from quizzes.models.quiz_version import QuizVersion


class QuizStatistics(models.Model):
    """What the graded first attempts at one quiz version say about its questions.

    ``figures`` is what ``quizzes.domain.statistics`` returned; ``attempts`` how many were counted at ``counted_at``.
    """

    quiz_version = models.OneToOneField(QuizVersion, models.CASCADE, related_name="statistics")
    attempts = models.PositiveIntegerField()
    figures = models.JSONField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.quiz_version_id}: {self.attempts}"
