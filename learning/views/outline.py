"""Which course an address means."""

from django.http import Http404
from django.utils.functional import cached_property

from courses.models import Course
from courses.outlines import CourseOutline, course_outline


class OutlineMixin:
    """Finds the open course of the address, or answers 404."""

    kwargs: dict[str, str]

    @cached_property
    def outline(self) -> CourseOutline:
        """The course's outline, read once a request."""
        try:
            return course_outline(self.kwargs["course"])
        except Course.DoesNotExist:
            raise Http404 from None
