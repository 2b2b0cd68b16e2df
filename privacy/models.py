"""What people were told about their data and agreed to, and who asked to be erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language


class ConsentText(models.Model):
    """One edition of what people are told about their data, in three languages. Never changed once published."""

    number = models.PositiveIntegerField(_("edition"), unique=True)
    text_ru = models.TextField(_("text (Russian)"), max_length=20_000)
    text_kk = models.TextField(_("text (Kazakh)"), max_length=20_000)
    text_en = models.TextField(_("text (English)"), max_length=20_000)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ("add",)

    def __str__(self) -> str:
        return f"{self.number}"


class Consent(models.Model):
    """A person's yes to one edition, in the language in which they read it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    language = models.CharField(max_length=2, choices=Language)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="one_consent_per_edition")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.text_id}"


class ErasureRequest(models.Model):
    """A person asks to be erased; an administrator does it, or says why it cannot be done."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasure_requests")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_granted = models.BooleanField(default=False)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(decided_at=None), name="one_open_erasure_request"),
        ]
        default_permissions = ("change",)

    def __str__(self) -> str:
        return f"{self.person_id}"
