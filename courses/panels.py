"""Panels of the forms in which pages are edited."""

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.models import Page


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


COURSE_DEPTH = 4  # root, home page, list of courses, course
