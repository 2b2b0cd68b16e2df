"""Fixed lists of ``learning``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    """What made an item complete."""

    READ = "read", _("read")
    PASSED = "passed", _("quiz passed")


class FigureReason(models.TextChoices):
    """Why a figure of the past may change; empty: the ordinary course of things."""

    MOVE = "move", _("people’s posts became known later")
    RULE = "rule", _("a rule was changed")
    WAIVER = "waiver", _("prior learning was accepted later")
    REGRADE = "regrade", _("a wrong key was put right")


class Status(models.TextChoices):
    """Four words, the same everywhere (ux 12)."""

    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("Started")
    PASSED = "passed", _("Completed")
    FAILED = "failed", _("Not passed")
