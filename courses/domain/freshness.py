"""Which texts that learners read are older than what they were translated from (ux 81)."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import F, Q
from wagtail.models import Page

from courses.domain.live_pages import Versions
from courses.domain.segments import segments_of
from courses.models import CoursePage, Translation
from courses.models.pages import TeachingPage


def translations_below(courses: Iterable[CoursePage]) -> dict[int, Translation]:
    """By number of the page all that were translated of these courses, in one query."""
    below = reduce(or_, (Q(page__path__startswith=page.path) for page in courses))
    return {one.page_id: one for one in Translation.objects.filter(below)}


def older_than_source(versions: Versions[TeachingPage], translations: Mapping[int, Translation]) -> set[str]:
    """The languages whose live text was made from other words than the live source says. Asks nothing."""
    sources = {page.pk: page for page in versions.values()}
    made = {code: translations[page.pk] for code, page in versions.items() if page.pk in translations}
    return {code for code, one in made.items() if one.source_id in sources and _differs(one, sources[one.source_id])}


def remember_as_live(page: Page) -> None:
    """What was translated is what learners read from now on."""
    Translation.objects.filter(page=page.pk).update(live_texts=F("texts"))


def _differs(translation: Translation, source: TeachingPage) -> bool:
    return any(translation.live_texts.get(one.path) != one.text for one in segments_of(source))
