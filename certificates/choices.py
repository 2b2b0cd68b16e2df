"""What a certificate can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The one state in which a certificate is today (CERT-04)."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Replaced")
