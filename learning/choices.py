"""Fixed lists of ``learning``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    """What made an item complete."""

    READ = "read", _("read")
    PASSED = "passed", _("quiz passed")


class Status(models.TextChoices):
    """Four words, the same everywhere (ux 12)."""

    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("Started")
    PASSED = "passed", _("Completed")
    FAILED = "failed", _("Not passed")
