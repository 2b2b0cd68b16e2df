"""Fixed lists of ``courses``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What stands in a module."""

    LESSON = "lesson", _("lesson")
    QUIZ = "quiz", _("quiz")


class RecommendationPosition(models.TextChoices):
    """A recommendation is supported or noted; the procedure has no third word (HRC res. 5/1, para. 32)."""

    SUPPORTED = "supported", _("supported")
    NOTED = "noted", _("noted")


class SchemeForm(models.TextChoices):
    """How the points of a scheme hang together."""

    STEPS = "steps", _("steps, one after the other")
    CYCLE = "cycle", _("a cycle that begins again")
    STAIRS = "stairs", _("stairs, each rests on the one before")
    BRANCHES = "branches", _("branches, the first leads to all others")
    TIMELINE = "timeline", _("a line of time")
    LAYERS = "layers", _("layers, from the inside outwards")
