"""The text and the recording of a lesson as HTML: the same for everybody until its course is published again."""

import re
from html import unescape
from itertools import count

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from core.localisation import current_language
from courses.inline_terms import with_terms
from courses.models import GlossaryTerm, LessonPage
from courses.outlines import CourseOutline

# A changed glossary term shows after this many seconds without anybody publishing the lesson again.
KEPT_SECONDS = 300
HEADING = re.compile(r"<h([23])([^>]*)>(.*?)</h\1>", re.DOTALL)


def lesson_body(page_id: int, language: str, outline: CourseOutline, *, glossary: str) -> str:
    """The safe HTML of a live lesson written in ``language``, its fixed words in the reader's language.

    No query while it is kept; kept under the course's stamp, which every publish changes.
    Raises ``LessonPage.DoesNotExist`` when the page is not live.
    """
    key = _key("lesson_body", page_id, outline)
    body = caches["pages"].get(key)
    if body is None:
        page = LessonPage.objects.live().get(pk=page_id)
        rendered = render_to_string("courses/lesson_body.html", {"page": page, "page_language": language})
        body = with_part_ids(with_terms(rendered, GlossaryTerm.objects.all(), language, glossary))
        caches["pages"].set(key, body, KEPT_SECONDS)
    return body


def lesson_recording(page_id: int, language: str, outline: CourseOutline) -> SafeString:
    """The line that plays the recording of a live lesson in ``language``; empty when there is none.

    Kept as the body is, and raises what it raises.
    """
    key = _key("lesson_recording", page_id, outline)
    line = caches["pages"].get(key)
    if line is None:
        page = LessonPage.objects.live().select_related("audio").get(pk=page_id)
        context = {"page": page, "page_language": language}
        line = render_to_string("courses/lesson_audio.html", context) if page.audio else SafeString("")
        caches["pages"].set(key, line, KEPT_SECONDS)
    return line


def part_id(part: int) -> str:
    """The name of a heading in addresses; ``part`` counts them from 1."""
    return f"part-{part}"


def with_part_ids(body: str) -> SafeString:
    """A body whose headings can be linked to, numbered in the order of the text."""
    numbers = count(1)
    named = HEADING.sub(lambda at: f'<h{at[1]} id="{part_id(next(numbers))}"{at[2]}>{at[3]}</h{at[1]}>', body)
    return mark_safe(named)  # noqa: S308 (safe HTML with names that are numbers)


def heading_of(body: str, part: int) -> str:
    """The words of that heading; empty when there are not so many."""
    headings = HEADING.findall(body)
    return unescape(strip_tags(headings[part - 1][2])).strip() if 0 < part <= len(headings) else ""


def _key(what: str, page_id: int, outline: CourseOutline) -> str:
    return f"{what}:{page_id}:{outline.course.outline_stamp}:{current_language()}"
