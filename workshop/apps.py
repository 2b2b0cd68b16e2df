from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopConfig(AppConfig):
    """Where trainers and reviewers work: their courses, what waits for them, review and publishing."""

    name = "workshop"
    verbose_name = _("workshop")

    def ready(self) -> None:
        """Listed after Wagtail's admin, whose mails it replaces."""
        from workshop.receivers import silence_wagtail  # noqa: PLC0415 (signals connect when their module is imported)

        silence_wagtail()
