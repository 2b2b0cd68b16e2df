"""A quiz frozen at publishing: the rules and questions attempts are pinned to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from quizzes.choices import CountingRule, Preset, ScoringRule
from quizzes.models.norm import Topic
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import Quiz


class QuizVersion(models.Model):
    """Never updated. The newest version of a quiz is the one new attempts take.

    One with ``is_preview`` was made for an author to try; no learner is given it, and it is removed again.
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    max_attempts = models.PositiveSmallIntegerField()
    shuffle_questions = models.BooleanField()
    shuffle_options = models.BooleanField()
    scoring_rule = models.CharField(max_length=7, choices=ScoringRule)
    preset = models.CharField(max_length=8, choices=Preset, default=Preset.CONTROL)
    counting_rule = models.CharField(max_length=5, choices=CountingRule, default=CountingRule.BEST)
    time_limit = models.PositiveSmallIntegerField(null=True)
    pause_hours = models.PositiveSmallIntegerField(default=0)
    closes_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64)
    is_preview = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "number"], condition=Q(is_preview=False), name="quiz_version_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} v{self.number}"


class QuizVersionSlot(models.Model):
    """A place in a frozen quiz: one question version, or ``draws`` of the versions in ``pool``; ``points`` are each's.

    ``topic`` says what the pool was made of, for statistics and for the author; it takes no part in drawing.
    """

    quiz_version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, null=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+")
    pool = models.ManyToManyField(QuestionVersion, related_name="+")
    draws = models.PositiveSmallIntegerField(default=1)
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz_version", "position"], name="quiz_version_slot_position"),
            models.CheckConstraint(
                condition=Q(question_version__isnull=False, topic=None) | Q(question_version=None, topic__isnull=False),
                name="quiz_version_slot_asks_or_draws",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_version_id}.{self.position}"
