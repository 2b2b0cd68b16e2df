"""What is live of a course, as pages of three languages brought together by their common key."""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from core.localisation import FALLBACK_ORDER
from courses.models import CoursePage
from courses.models.pages import TeachingPage

AnyPage = TypeVar("AnyPage", bound=TeachingPage)

# The language versions of one page, by language code; never empty.
Versions = dict[str, AnyPage]
STEP = TeachingPage.steplen


def live_course(key: UUID) -> Versions[CoursePage]:
    """The live language versions of a course; empty when it is not live anywhere."""
    return _by_key(list(CoursePage.objects.live().filter(translation_key=key).select_related("locale"))).get(key, {})


def live_children(model: type[AnyPage], parents: Versions[TeachingPage]) -> list[tuple[UUID, Versions[AnyPage]]]:
    """``(key, versions)`` of the live pages of one type right below the parents, in the order of the page tree."""
    below = reduce(or_, (Q(path__startswith=page.path, depth=page.depth + 1) for page in parents.values()))
    found = _by_key(list(model.objects.live().filter(below).select_related("locale")))
    return sorted(found.items(), key=lambda pair: place_among_siblings(first(pair[1])))


def first(versions: Versions[AnyPage]) -> AnyPage:
    """The version that speaks for all where only one can: Russian, else Kazakh, else English."""
    return next(versions[code] for code in FALLBACK_ORDER if code in versions)


def place_among_siblings(page: TeachingPage) -> int:
    """A number that grows along a page's siblings."""
    return int(page.path[-STEP:], 36)


def course_key_of(page: TeachingPage) -> UUID | None:
    """The key of the course the page belongs to; None for a page outside any course."""
    if isinstance(page, CoursePage):
        return page.translation_key
    paths = [page.path[:length] for length in range(STEP, len(page.path), STEP)]
    return CoursePage.objects.filter(path__in=paths).values_list("translation_key", flat=True).first()


def _by_key(pages: list[AnyPage]) -> dict[UUID, Versions[AnyPage]]:
    found: dict[UUID, Versions[AnyPage]] = defaultdict(dict)
    for page in pages:
        found[page.translation_key][page.locale.language_code] = page
    return found
