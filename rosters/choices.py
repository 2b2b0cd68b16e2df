"""Fixed lists of ``rosters``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What a row of a staff list does; of several things the one that weighs most."""

    PROBLEM = "problem", _("cannot be read")
    CONFLICT = "conflict", _("conflict")
    LEFT = "left", _("left")
    JOINED = "joined", _("joined")
    ARRIVED = "arrived", _("joins from elsewhere")
    MOVED = "moved", _("moved")
    POST_CHANGED = "post", _("post changed")
    RENAMED = "renamed", _("renamed")
    COMPLETED = "completed", _("details added")
    UNCHANGED = "unchanged", _("unchanged")


# Rows that nothing follows from.
IDLE = frozenset({ChangeKind.PROBLEM, ChangeKind.CONFLICT, ChangeKind.UNCHANGED})
# Rows that change where somebody works, or as what.
EMPLOYING = frozenset(
    {ChangeKind.LEFT, ChangeKind.JOINED, ChangeKind.ARRIVED, ChangeKind.MOVED, ChangeKind.POST_CHANGED}
)
