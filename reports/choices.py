"""Fixed lists of ``reports``."""

from django.db import models


class FileState(models.TextChoices):
    """How far a file is that is written in the background."""

    QUEUED = "queued"
    WRITTEN = "written"
    FAILED = "failed"
