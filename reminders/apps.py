from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "reminders"

    def ready(self) -> None:
        from reminders import exports  # noqa: F401, PLC0415 (long tables are known when their module is imported)
