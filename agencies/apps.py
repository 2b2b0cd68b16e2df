from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "agencies"

    def ready(self) -> None:
        from agencies import receivers  # noqa: F401, PLC0415 (signals connect when their module is imported)
