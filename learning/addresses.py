"""Where things of a course are, in the language of the request."""

from django.urls import reverse

from courses.lesson_bodies import part_id
from courses.models import CourseItem


def item_url(item: CourseItem, part: int = 0) -> str:
    """The address of a lesson or quiz, or of the ``part``-th heading of a lesson.

    ``item`` has module and course loaded.
    """
    address = reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])
    return f"{address}#{part_id(part)}" if part else address
