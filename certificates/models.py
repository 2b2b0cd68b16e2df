"""Papers issued. This app knows no course: it is given a subject, its titles and a reason."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from certificates.choices import State
from certificates.codes import LENGTH, new_code


class Certificate(models.Model):
    """Issued once, kept as issued. Later changes of names or titles alter nothing here (CERT-03).

    ``claims`` is all that is printed: ``{"number", "issued_on", "hours", "name": {lang}, "title": {lang},
    "issuer": {lang}}``, ``"signatory": {lang}`` where one is set, ``"valid_until"`` where it does not hold for good,
    and ``"replaces"``, the number of the one before, where it was issued again; ``claims_hash`` is the SHA-256 of its
    canonical JSON. ``number`` is serial and opens nothing. Whoever renews gets another one, of the next ``cycle``.
    """

    code = models.CharField(max_length=LENGTH, unique=True, default=new_code, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    subject_key = models.UUIDField()
    cycle = models.PositiveSmallIntegerField(default=1)
    issued_at = models.DateTimeField(db_index=True)
    claims = models.JSONField()
    claims_hash = models.CharField(max_length=64)
    revoked_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="supersedes")

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            # However often and from wherever it is asked for, there is one (CERT-02).
            models.UniqueConstraint(
                fields=["holder", "subject_key", "cycle"],
                condition=Q(superseded_at=None),
                name="one_certificate_per_subject",
            ),
        ]
        indexes = [
            # What the public list of those withdrawn is made from.
            models.Index(
                fields=["id"],
                condition=Q(revoked_at__isnull=False) | Q(superseded_at__isnull=False),
                name="certificates_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def valid_until(self) -> date | None:
        """The last day on which it holds; None: for good."""
        day = self.claims.get("valid_until")
        return date.fromisoformat(day) if day else None

    @property
    def state(self) -> State:
        """The one state today; what was decided about the paper goes before what time does to it (CERT-04)."""
        if self.revoked_at:
            return State.REVOKED
        if self.superseded_at:
            return State.SUPERSEDED
        if self.valid_until and self.valid_until < localdate():
            return State.EXPIRED
        return State.VALID

    @property
    def is_expired(self) -> bool:
        """Whether its last day is over."""
        return self.state == State.EXPIRED


class CertificateSeries(models.Model):
    """The last serial number given in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_serial = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last_serial}"


class SigningKey(models.Model):
    """The public half of a key that signs; the private one is in a file outside database and repository (CERT-06).

    ``multikey`` is the W3C's form of an Ed25519 public key. What a compromised key signed proves nothing offline.
    """

    multikey = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField()
    compromised_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.multikey


class Paper(models.Model):
    """The two documents that go out, byte for byte as first made: the PDF and the signed credential (CERT-03)."""

    certificate = models.OneToOneField(Certificate, models.CASCADE, related_name="paper")
    pdf = models.BinaryField()
    pdf_hash = models.CharField(max_length=64, unique=True)
    credential = models.TextField()
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.pdf_hash}"
