"""A quiz as its author edits it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from agencies.models import Team
from quizzes.choices import CountingRule, Preset, ScoringRule
from quizzes.models.norm import Topic
from quizzes.models.question import Question


class Quiz(index.Indexed, ClusterableModel):
    """Which questions, and by what rules. Takes effect for learners when it is frozen into a ``QuizVersion``.

    ``changed_by`` is who changed it last: somebody else has to publish it.
    """

    name = models.CharField(_("name"), max_length=150, help_text=_("For authors; learners see the title of the page."))
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quizzes",
        verbose_name=_("course team"),
        help_text=_("Only these authors see and change it. Empty: all authors do."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, %"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False)
    shuffle_options = models.BooleanField(_("shuffle the options"), default=True)
    scoring_rule = models.CharField(
        _("several right options"), max_length=7, choices=ScoringRule, default=ScoringRule.PARTIAL
    )

    preset = models.CharField(_("what learners are told"), max_length=8, choices=Preset, default=Preset.CONTROL)
    counting_rule = models.CharField(
        _("which attempt counts"), max_length=5, choices=CountingRule, default=CountingRule.BEST
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit, minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Empty: no limit. People with an allowance get more."),
    )
    pause_hours = models.PositiveSmallIntegerField(
        _("pause after a failed attempt, hours"), default=0, validators=[MaxValueValidator(720)]
    )
    closes_at = models.DateTimeField(
        _("end date"), null=True, blank=True, help_text=_("After it nobody starts, and open attempts are handed in.")
    )

    updated_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("team")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class QuizSlot(Orderable):
    """A place in a quiz: one question, or ``draws`` questions of a topic and what is below it, drawn per attempt."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("question")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("or draw from topic")
    )
    draws = models.PositiveSmallIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    points = models.PositiveSmallIntegerField(
        _("points each"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="quiz_asks_a_question_once"),
            models.UniqueConstraint(fields=["quiz", "topic"], name="quiz_draws_from_a_topic_once"),
            models.CheckConstraint(
                condition=Q(question__isnull=False, topic=None, draws=1) | Q(question=None, topic__isnull=False),
                name="quiz_slot_asks_or_draws",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}: {self.question_id or self.topic_id}"
