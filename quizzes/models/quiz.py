"""A quiz as its author edits it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from quizzes.choices import ScoringRule
from quizzes.models.question import Question


class Quiz(index.Indexed, ClusterableModel):
    """Which questions, and by what rules. Takes effect for learners when it is frozen into a ``QuizVersion``."""

    name = models.CharField(_("name"), max_length=150, help_text=_("For authors; learners see the title of the page."))
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

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class QuizSlot(Orderable):
    """A place in a quiz and the question that stands in it."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(Question, models.PROTECT, related_name="slots", verbose_name=_("question"))
    points = models.PositiveSmallIntegerField(
        _("points"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="quiz_asks_a_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}: {self.question_id}"
