"""Panels of the forms in which pages are edited, and what these forms ask more than Wagtail's."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.models import Page

from courses.validators import NO_RECORDING, is_recording


class NeighboursPanel(Panel):
    """The way to the course and to the pages beside the one that is edited: one press from lesson to lesson."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/neighbours.html"

        def is_shown(self) -> bool:
            """Not for a page that is being made."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """``course`` (the page itself or the one above) and ``neighbours``, in the order of the tree."""
            above = list(self.instance.get_ancestors(inclusive=True).filter(depth__gte=COURSE_DEPTH))
            near = Page.objects.sibling_of(self.instance) if self.instance.depth > COURSE_DEPTH else Page.objects.none()
            return super().get_context_data(parent_context) | {
                "course": above[0] if above else None,
                "neighbours": near.order_by("path").only("pk", "draft_title", "path", "depth"),
                "here": self.instance,
            }


class LessonForm(WagtailAdminPageForm):
    """Whoever chooses a file that is no recording learns it at once, and not when the lesson is to go live."""

    def clean_audio(self) -> Any:
        """The chosen file, or nothing."""
        audio = self.cleaned_data["audio"]
        if audio and not is_recording(audio):
            raise ValidationError(NO_RECORDING)
        return audio


COURSE_DEPTH = 4  # root, home page, list of courses, course
