"""What is recorded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """One kind of act. Values are stored for years: add new ones, never rename or reuse one."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGN_IN_LOCKED = "sign_in_locked", _("sign-in locked after wrong passwords")
    PASSWORD_CHANGED = "password_changed", _("password changed")
    FACTOR_ADDED = "factor_added", _("second factor added")
    FACTOR_REMOVED = "factor_removed", _("second factor removed")
    EMAIL_CHANGED = "email_changed", _("e-mail changed")
    IDENTITY_LINKED = "identity_linked", _("state identity linked")
    IDENTITY_UNLINKED = "identity_unlinked", _("state identity unlinked")
    SESSIONS_ENDED = "sessions_ended", _("sessions ended")
    INVITED = "invited", _("invitation made")
    ACTIVATED = "activated", _("account activated")
    DEACTIVATED = "deactivated", _("account closed")
    ROLE_GRANTED = "role_granted", _("role granted")
    ROLE_ENDED = "role_ended", _("role ended")
    TEAM_JOINED = "team_joined", _("author let into a course")
    TEAM_LEFT = "team_left", _("author let out of a course")
    ROSTER_APPLIED = "roster_applied", _("staff list taken over")
    QUESTIONS_IMPORTED = "questions_imported", _("questions imported")
    OBLIGATION_CHANGED = "obligation_changed", _("obligation changed")
    LEARNERS_MOVED = "learners_moved", _("learners moved to the newest outline")
    WAIVED = "waived", _("prior learning recognised")
    ATTEMPT_GRADED = "attempt_graded", _("attempt graded")
    ATTEMPT_OPENED = "attempt_opened", _("attempt of a person opened")
    MARKED = "marked", _("answer marked")
    KEY_CORRECTED = "key_corrected", _("key corrected")
    ALLOWANCE_CHANGED = "allowance_changed", _("attempts or time allowed")
    CERTIFICATE_ISSUED = "certificate_issued", _("certificate issued")
    CERTIFICATE_REVOKED = "certificate_revoked", _("certificate revoked")
    CERTIFICATE_REPLACED = "certificate_replaced", _("certificate issued again")
    SIGNING_KEY_GIVEN_UP = "signing_key_given_up", _("signing key given up")
    NAMES_OPENED = "names_opened", _("list of names opened")
    EXPORTED = "exported", _("file taken")
    AUDIT_OPENED = "audit_opened", _("audit log opened")
    DATA_TAKEN = "data_taken", _("own data taken")
    ERASED = "erased", _("person erased")
    SETTING_CHANGED = "setting_changed", _("setting changed")
