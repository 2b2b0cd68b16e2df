"""Fixed lists of ``quizzes``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    """May a quiz take this question?"""

    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    RETIRED = "retired", _("retired")


class AttemptState(models.TextChoices):
    """A state never goes back."""

    OPEN = "open", _("in progress")
    GRADED = "graded", _("graded")


class ScoringRule(models.TextChoices):
    """How a question with several right options is scored."""

    PARTIAL = "partial", _("right choices count, wrong choices take away")
    EXACT = "exact", _("exactly the right choices, otherwise none")
