"""Fixed lists of ``quizzes``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    """May a quiz take this question?"""

    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    RETIRED = "retired", _("retired")


class Difficulty(models.TextChoices):
    """How hard its author thinks a question is; statistics say how hard it was."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class NormKind(models.TextChoices):
    """What kind of text obliges."""

    ARTICLE = "article", _("ICCPR article")
    RECOMMENDATION = "recommendation", _("recommendation")
    COMMENT = "comment", _("general comment")
    LAW = "law", _("national law")


class AttemptState(models.TextChoices):
    """A state never goes back: open, then perhaps marking, then graded; or void."""

    OPEN = "open", _("in progress")
    MARKING = "marking", _("being marked")
    GRADED = "graded", _("graded")
    VOID = "void", _("void")


class ScoringRule(models.TextChoices):
    """How a question with several right options is scored."""

    PARTIAL = "partial", _("right choices count, wrong choices take away")
    EXACT = "exact", _("exactly the right choices, otherwise none")


class Preset(models.TextChoices):
    """What a learner is told, and when (ux T1)."""

    LEARNING = "learning", _("Learning: explanation right after each question")
    CONTROL = "control", _("Control: after handing in, right options only after passing")
    CLOSED = "closed", _("Closed: only the score until the end date")
    ENTRY = "entry", _("Entry test: only the score, since its questions come again")


class CountingRule(models.TextChoices):
    """Which of several attempts is the result."""

    BEST = "best", _("the best attempt")
    LAST = "last", _("the last attempt")
    FIRST = "first", _("the first attempt")


class MarkRole(models.TextChoices):
    """Why somebody marks an open answer."""

    FIRST = "first", _("first marker")
    SECOND = "second", _("second marker")
    THIRD = "third", _("third marker")


class CorrectionRule(models.TextChoices):
    """What a corrected key does to answers given before (ux T6)."""

    BOTH = "both", _("Accept the old and the new key: nobody loses")
    NEW = "new", _("Only the new key counts")
    ALL = "all", _("Full points for everybody")
    FUTURE = "future", _("Only attempts from now on")


class CorrectionState(models.TextChoices):
    """How far a correction is."""

    DRAFT = "draft", _("preview")
    RUNNING = "running", _("running")
    APPLIED = "applied", _("applied")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
