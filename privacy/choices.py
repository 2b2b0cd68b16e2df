"""Why something about a person is kept, and what becomes of it when the person is erased."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a kind of data is needed for."""

    ACCOUNT = "account", _("Account and sign-in")
    EMPLOYMENT = "employment", _("Where you work")
    DUTY = "duty", _("What is required of you")
    LEARNING = "learning", _("What you have learned")
    ASSESSMENT = "assessment", _("Quizzes and marks")
    CERTIFICATE = "certificate", _("Certificates")
    MESSAGES = "messages", _("Reminders")
    ROLE = "role", _("Roles and the work done in them")
    PRIVACY = "privacy", _("Consent and requests")


# By purpose: what it is for, and who sees it.
REASONS = {
    Purpose.ACCOUNT: (
        _("To let you in and nobody else."),
        _("You. Coordinators of your region or agency see name, e-mail and personnel number."),
    ),
    Purpose.EMPLOYMENT: (
        _("To count training by region and agency."),
        _("You and the coordinators of your region or agency."),
    ),
    Purpose.DUTY: (
        _("To know which courses you have to take and by when."),
        _("You and the coordinators of your region or agency."),
    ),
    Purpose.LEARNING: (
        _("To bring you back to where you stopped and to report completed courses."),
        _("You. Coordinators of your region or agency see courses and dates, never pages or answers."),
    ),
    Purpose.ASSESSMENT: (
        _("To grade fairly and to be able to explain a result years later."),
        _("You, trainers and reviewers; whoever marks an open answer does not see whose it is. Never coordinators."),
    ),
    Purpose.CERTIFICATE: (
        _("To prove a completed course."),
        _("You, and whoever has the code that is printed on it."),
    ),
    Purpose.MESSAGES: (
        _("To remind you of a due date once and not twice."),
        _("You and the coordinators of your region or agency."),
    ),
    Purpose.ROLE: (
        _("To know who may do what, and who published, decided or changed what."),
        _("You, administrators and auditors."),
    ),
    Purpose.PRIVACY: (
        _("To prove what you agreed to and what you asked for."),
        _("You and administrators."),
    ),
}


class Erasure(models.TextChoices):
    """What becomes of the rows of a person who is erased."""

    DELETED = "deleted", _("deleted")
    EMPTIED = "emptied", _("kept without anything that names you: place, month and result")
    KEPT = "kept", _("kept: it names nobody")
