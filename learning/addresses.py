"""Where things of a course are, in the language of the request."""

from django.urls import reverse

from courses.models import CourseItem


def item_url(item: CourseItem) -> str:
    """The address of a lesson or quiz; ``item`` has module and course loaded."""
    return reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug])
