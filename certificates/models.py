"""Papers issued. This app knows no course: it is given a subject, its titles and a reason."""

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _


def new_code() -> str:
    """A public code of 128 random bits (CERT-01)."""
    return secrets.token_hex(16)


class Certificate(models.Model):
    """Issued once, kept as issued. Later changes of names or titles alter nothing here (CERT-03).

    ``claims`` is all that is printed: ``{"number", "issued_on", "hours", "name": {lang}, "title": {lang},
    "issuer": {lang}}``, and ``"valid_until"`` where it does not hold for good; ``claims_hash`` is the SHA-256 of its
    canonical JSON. ``number`` is serial and opens nothing. Whoever renews gets another one, of the next ``cycle``.
    """

    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    subject_key = models.UUIDField()
    cycle = models.PositiveSmallIntegerField(default=1)
    issued_at = models.DateTimeField()
    claims = models.JSONField()
    claims_hash = models.CharField(max_length=64)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            # However often and from wherever it is asked for, there is one (CERT-02).
            models.UniqueConstraint(fields=["holder", "subject_key", "cycle"], name="one_certificate_per_subject"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def valid_until(self) -> date | None:
        """The last day on which it holds; None: for good."""
        day = self.claims.get("valid_until")
        return date.fromisoformat(day) if day else None

    @property
    def is_expired(self) -> bool:
        """Whether that day is over."""
        return self.valid_until is not None and self.valid_until < localdate()


class CertificateSeries(models.Model):
    """The last serial number given in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_serial = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last_serial}"
