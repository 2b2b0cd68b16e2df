from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"

    def ready(self) -> None:
        from privacy import receivers  # noqa: F401, PLC0415 (signals connect when their module is imported)
