"""The guide for trainers, inside the admin, with pictures that a script takes (scripts/take_guide_pictures.py)."""

from typing import Any

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.localisation import current_language
from workshop.views.boards import WorkshopMixin

LANGUAGES = ("ru", "kk")


class GuideView(WorkshopMixin, TemplateView):
    """From the first screen to the results, in the person's language."""

    template_name = "workshop/guide.html"
    page_title = gettext_lazy("Guide for trainers")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which text, and where its pictures lie."""
        language = current_language() if current_language() in LANGUAGES else LANGUAGES[0]
        return super().get_context_data(**kwargs) | {
            "text": f"workshop/guide/{language}.html",
            "folder": f"workshop/guide/{language}",
        }
