"""Staff lists between upload and taking over, and what was taken over."""

import uuid

from django.conf import settings
from django.db import models

from agencies.models import Agency
from rosters.choices import ChangeKind


class RosterImport(models.Model):
    """What one list would change at ``agency`` and below as of a day; nothing of it happens before ``applied_at``.

    ``owner`` None: from the command line, which reaches every unit. ``counts`` has the number of lines by kind and
    ``staff`` how many people work there now. With ``is_complete`` whoever is not in the list has left.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    as_of = models.DateField()
    is_complete = models.BooleanField(default=False)
    file_name = models.CharField(max_length=250)
    file_hash = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, blank=True)
    staff = models.PositiveIntegerField()
    counts = models.JSONField()
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.public_id}"


class RosterLine(models.Model):
    """One row of the list, or (with ``line`` 0) somebody whom a complete list does not name.

    ``cells`` is the row as typed, by column code. ``changes`` are ``[field, before, after]``; ``problems`` and
    ``remarks`` are ``[code, params]``, put into words by ``rosters.texts``.
    """

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=ChangeKind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    cells = models.JSONField()
    changes = models.JSONField()
    problems = models.JSONField()
    remarks = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "position"], name="one_roster_line_per_position")]
        indexes = [models.Index(fields=["roster", "kind", "position"], name="roster_lines_by_kind")]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.position}"
