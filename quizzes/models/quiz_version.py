"""A quiz frozen at publishing: the rules and questions attempts are pinned to."""

from django.conf import settings
from django.db import models

from quizzes.choices import ScoringRule
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import Quiz


class QuizVersion(models.Model):
    """Never updated. The newest version of a quiz is the one new attempts take."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    max_attempts = models.PositiveSmallIntegerField()
    shuffle_questions = models.BooleanField()
    shuffle_options = models.BooleanField()
    scoring_rule = models.CharField(max_length=7, choices=ScoringRule)
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "number"], name="quiz_version_number")]

    def __str__(self) -> str:
        return f"{self.quiz_id} v{self.number}"


class QuizVersionSlot(models.Model):
    """One question version in a frozen quiz, with what it is worth."""

    quiz_version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz_version", "position"], name="quiz_version_slot_position"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_version_id}.{self.position}"
