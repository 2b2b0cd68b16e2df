"""Fixed lists of ``reminders``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """Why somebody was reminded."""

    MONTH_BEFORE = "T-30", _("30 days before")
    WEEK_BEFORE = "T-7", _("7 days before")
    DAY_BEFORE = "T-1", _("1 day before")
    WEEK_AFTER = "T+7", _("7 days overdue")
    ASKED = "asked", _("asked by a coordinator")


class MessageKind(models.TextChoices):
    """What a mail is about."""

    REMINDER = "reminder", _("reminder")
    DIGEST = "digest", _("weekly summary")


class MessageState(models.TextChoices):
    """Where a mail is on its way; the first two are not final."""

    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    BOUNCED = "bounced", _("address refused")
    FAILED = "failed", _("not sent")
    UNCLEAR = "unclear", _("perhaps sent")
    DROPPED = "dropped", _("no longer needed")


class Reach(models.TextChoices):
    """Whether a reminder can be sent to somebody who ought to get one."""

    REACHED = "reached"
    RECENT = "recent"
    PAUSED = "paused"
    REFUSED = "refused"
    NO_EMAIL = "no_email"
