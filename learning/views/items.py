"""What the views of lessons and quizzes share."""

from typing import Any

from courses.models import CourseItem
from courses.outlines import CourseOutline


class ItemPage:
    """What the view of one item is given: the item of the address and the outline it stands in."""

    kwargs: dict[str, Any]

    @property
    def item(self) -> CourseItem:
        """The lesson or quiz, with module and course."""
        return self.kwargs["item"]

    @property
    def at(self) -> int:
        """Its place in the course, from 1."""
        return self.outline.items.index(self.item) + 1

    @property
    def outline(self) -> CourseOutline:
        """The course's outline."""
        return self.kwargs["outline"]
