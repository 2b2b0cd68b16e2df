"""What a module weighs and consists of when it is saved to a device (ux 24)."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from core.localisation import current_language, pick_language
from courses.choices import ItemKind
from courses.lesson_bodies import KEPT_SECONDS, lesson_body, lesson_recording
from courses.models import CourseItem
from courses.outlines import CourseOutline, ModuleOutline
from learning.addresses import item_url

PICTURE = re.compile(r'<img src="([^"]+)"')
# Around the text of every saved page.
FRAME_BYTES = 3_000
LOOK = (
    "elearn/main.css",
    "elearn/icons.svg",
    "elearn/fonts/NotoSans-Regular.woff2",
    "elearn/fonts/NotoSans-Bold.woff2",
)
LOOK_BYTES = 60_000


def saved_course(outline: CourseOutline) -> dict[str, Any]:
    """What a browser has to fetch, in the reader's language; nothing in it belongs to a person.

    ``{"language", "version", "modules": [{"key", "bytes", "size", "pages": [{"url", "copy"}], "assets": [url]}]}``:
    the page at ``copy`` is to be kept under ``url``. ``version`` changes with every publish of the course.
    """
    key = f"saved_course:{outline.course.outline_stamp}:{current_language()}"
    found = caches["pages"].get(key)
    if found is None:
        found = {
            "language": current_language(),
            "version": str(outline.course.outline_stamp),
            "modules": [_module(outline, part) for part in outline.modules],
        }
        caches["pages"].set(key, found, KEPT_SECONDS)
    return found


def body_of(item: CourseItem, outline: CourseOutline) -> str:
    """The text of a lesson as it is kept; raises what ``lesson_body`` raises."""
    language = pick_language(item.pages)
    return lesson_body(item.pages[language], language, outline, glossary=reverse("learning:glossary"))


def recording_of(item: CourseItem, outline: CourseOutline) -> SafeString:
    """The line that plays the recording of a lesson, empty without one: it is not saved with the module."""
    language = pick_language(item.pages)
    return lesson_recording(item.pages[language], language, outline)


def _module(outline: CourseOutline, part: ModuleOutline) -> dict[str, Any]:
    lessons = [item for item in part.items if item.kind == ItemKind.LESSON]
    bodies = [body_of(item, outline) for item in lessons]
    pictures = sorted({address for body in bodies for address in PICTURE.findall(body)})
    weight = sum(len(body.encode()) + FRAME_BYTES for body in bodies) + LOOK_BYTES + sum(map(_bytes, pictures))
    course = [outline.course.slug]
    pages = [{"url": item_url(item), "copy": f"{item_url(item)}copy/"} for item in lessons]
    pages.append({"url": reverse("learning:course", args=course), "copy": reverse("learning:course_copy", args=course)})
    return {
        "key": str(part.module.key),
        "bytes": weight,
        "size": filesizeformat(weight),
        "pages": pages,
        "assets": [*_look(), *pictures],
    }


def _look() -> Iterable[str]:
    return (static(name) for name in LOOK)


def _bytes(address: str) -> int:
    """What a picture of ours weighs; 0 when its file is gone."""
    name = str(PurePosixPath(address).relative_to(settings.MEDIA_URL)) if address.startswith(settings.MEDIA_URL) else ""
    return default_storage.size(name) if name and default_storage.exists(name) else 0
