from django.apps import AppConfig

from core.tables.guard import guarded


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        """Wagtail's own CSV files are guarded like ours (EXP-01); its XLSX files hold text as text already."""
        from wagtail.admin.views.mixins import SpreadsheetExportMixin  # noqa: PLC0415 (apps have to be ready)

        SpreadsheetExportMixin.custom_value_preprocess[str] = {SpreadsheetExportMixin.FORMAT_CSV: guarded}
