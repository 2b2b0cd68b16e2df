"""From a course in one language to the same course in another, and what is behind (features B12, ux 81).

Nobody presses "sync": what is stale follows from the source's newest words and those that were translated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Manager, Q
from wagtail.models import Locale, Page

from accounts.models import User
from courses.domain.segments import Segment, segments_in, segments_of, write_segments
from courses.domain.teams import set_up_team
from courses.models import CourseIndexPage, CoursePage, Translation
from courses.models.pages import TeachingPage

# What a translation has in common with its source beside the texts. Not the recording: each language has its own.
SHARED = ("hours", "valid_months", "window_months", "quiz", "is_pretest", "after_lessons", "body", "norms", "minutes")


@dataclass(frozen=True)
class Pair:
    """A text of the source with what stands in the translation; ``state`` is "ready", "stale" or "missing"."""

    source: Segment
    target: str
    state: str
    translated_from: str


def pairs_of(translation: Translation) -> list[Pair]:
    """All texts of the source's newest draft beside those of the translation's, in reading order."""
    return pairs_by_page([translation])[translation.page_id]


def pairs_by_page(translations: Iterable[Translation]) -> dict[int, list[Pair]]:
    """The same for many, by number of the translated page. One query."""
    found = list(translations)
    drafted = _drafted([number for one in found for number in (one.page_id, one.source_id)]) if found else {}
    return {one.page_id: _pairs(one, drafted) for one in found}


def count_behind(*pages: int) -> None:
    """Count again what is behind in the translations to and from the pages with these numbers. Three queries."""
    found = list(Translation.objects.filter(Q(page__in=pages) | Q(source__in=pages)))
    pairs = pairs_by_page(found)
    for one in found:
        one.behind = sum(pair.state != "ready" for pair in pairs[one.page_id])
    Translation.objects.bulk_update(found, ["behind"])


@transaction.atomic
def write_translation(translation: Translation, texts: Mapping[str, str], *, by: User) -> int:
    """Store texts by their paths in the translation's draft, each as the translation of what the source says now.

    Returns how many. Paths that the source does not have, and empty texts, are passed over.
    """
    said = {pair.source.path: pair.source.text for pair in pairs_of(translation)}
    taken = {path: text for path, text in texts.items() if path in said and text.strip()}
    if not taken:
        return 0
    page = _draft(translation.page)
    write_segments(page, taken)
    page.save_revision(user=by, clean=False, log_action=True)
    translation.texts = translation.texts | {path: said[path] for path in taken}
    translation.save(update_fields=["texts", "updated_at"])
    count_behind(translation.page_id)
    return len(taken)


@transaction.atomic
def begin_translation(course: CoursePage, language: str, *, by: User) -> int:
    """Make drafts in ``language`` of all pages of the course that are not there yet; returns how many.

    They hold the source's words until somebody translates them. Raises ``CourseIndexPage.DoesNotExist``.
    """
    index = CourseIndexPage.objects.get(locale__language_code=language)
    made, parents = 0, {course.get_parent().translation_key: Page.objects.get(pk=index.pk)}
    for source in Page.objects.descendant_of(course, inclusive=True).specific().order_by("path"):
        above = parents[_key_above(source)]
        target = Page.objects.filter(translation_key=source.translation_key, locale=index.locale_id).first()
        if target is None:
            target = _copied(source, above, index.locale, by)
            made += 1
        parents[source.translation_key] = Page.objects.get(pk=target.pk)
    set_up_team(course.translation_key)
    return made


def remember_as_ready(page: TeachingPage, source: TeachingPage) -> None:
    """Take the page as a translation of what the source says now: it came from outside, in step."""
    texts = {one.path: one.text for one in segments_of(source)}
    Translation.objects.update_or_create(
        page_id=page.pk, defaults={"source_id": source.pk, "texts": texts, "live_texts": texts, "behind": 0}
    )


def _key_above(page: Page) -> UUID:
    return page.get_parent().translation_key


def _copied(source: Page, parent: Page, locale: Locale, by: User) -> TeachingPage:
    draft = _draft(source)
    names = {one.name for one in draft._meta.get_fields()}
    fields = {name: _value(draft, name) for name in SHARED if name in names}
    fields |= {one.path: one.text for one in segments_of(draft) if one.path in names}
    page = type(draft)(slug=source.slug, translation_key=source.translation_key, locale=locale, live=False, **fields)
    page.owner = by
    parent.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    Translation.objects.create(page_id=page.pk, source_id=source.pk)
    count_behind(page.pk)
    return page


def _value(page: TeachingPage, name: str) -> Any:
    value = getattr(page, name)
    return list(value.all()) if isinstance(value, Manager) else value


def _drafted(numbers: Iterable[int]) -> dict[int, list[Segment]]:
    """By number of the page the texts of its newest draft."""
    pages = Page.objects.filter(pk__in=set(numbers)).select_related("latest_revision", "content_type")
    return {
        page.pk: segments_in(page.specific_class, page.latest_revision.content)
        if page.latest_revision
        else segments_of(page.specific)
        for page in pages
    }


def _pairs(translation: Translation, drafted: Mapping[int, list[Segment]]) -> list[Pair]:
    texts = {one.path: one.text for one in drafted[translation.page_id]}
    return [_pair(one, texts.get(one.path, ""), translation.texts) for one in drafted[translation.source_id]]


def _draft(page: Page) -> TeachingPage:
    return page.specific.get_latest_revision_as_object()


def _pair(source: Segment, target: str, texts: Mapping[str, str]) -> Pair:
    before = texts.get(source.path, "")
    state = "missing" if source.path not in texts or not target else "ready" if before == source.text else "stale"
    return Pair(source, target, state, before)
