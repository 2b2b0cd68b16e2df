"""Who did what and when, for years (PRIV-06). Rows are added, put into the chain once, and never touched again."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.choices import Event


class AppendOnly(Exception):
    """An entry that is there stays as it is."""


class AppendOnlyQuerySet(models.QuerySet["Entry"]):
    """Entries are only added."""

    def update(self, **values: Any) -> NoReturn:
        """Raises ``AppendOnly``."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Raises ``AppendOnly``."""
        raise AppendOnly


class Entry(models.Model):
    """One act. People appear by number only, so that erasing a person leaves the chain whole.

    ``before`` and ``after`` hold what changed, or of a reading what was read: numbers, codes and dates; never an
    answer, a secret or a name. ``actor`` is None for the system itself.
    """

    at = models.DateTimeField(_("at"))
    event = models.CharField(_("event"), max_length=30, choices=Event)
    actor = models.BigIntegerField(_("actor"), null=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    request = models.CharField(max_length=12, blank=True)

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["-at"], name="audit_by_time"),
            models.Index(fields=["actor", "-at"], name="audit_by_actor"),
            models.Index(fields=["subject_kind", "subject", "-at"], name="audit_by_subject"),
        ]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.pk}: {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; raises ``AppendOnly`` when it is there already."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises ``AppendOnly``."""
        raise AppendOnly


class Link(models.Model):
    """A place in the chain: SHA-256 over the link before it and the entry. No entry can change or go unseen.

    Links are made after the act (``domain.chain``), so that people who act at the same time do not wait for each other.
    """

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="link")
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.position}: {self.digest[:12]}"


class Chain(models.Model):
    """Where the chain ends; whoever adds a link locks this row. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.length}: {self.head[:12]}"
