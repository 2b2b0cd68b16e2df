"""The text of a lesson as HTML: the same for everybody until something of its course is published again."""

from django.core.cache import caches
from django.template.loader import render_to_string

from core.localisation import current_language
from courses.models import LessonPage
from courses.outlines import CourseOutline

# A changed glossary term shows after this many seconds without anybody publishing the lesson again.
KEPT_SECONDS = 300


def lesson_body(page_id: int, language: str, outline: CourseOutline) -> str:
    """The safe HTML of a live lesson written in ``language``, its fixed words in the reader's language.

    No query while it is kept; kept under the course's stamp, which every publish changes.
    Raises ``LessonPage.DoesNotExist`` when the page is not live.
    """
    key = f"lesson_body:{page_id}:{outline.course.outline_stamp}:{current_language()}"
    body = caches["pages"].get(key)
    if body is None:
        page = LessonPage.objects.live().get(pk=page_id)
        body = render_to_string("courses/lesson_body.html", {"page": page, "page_language": language})
        caches["pages"].set(key, body, KEPT_SECONDS)
    return body
