"""Keeping what search looks at in step with what is live."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from core.localisation import FALLBACK_ORDER
from courses.models import Course, CourseItem, GlossaryTerm, LessonPage, SearchEntry
from courses.search_words import as_stored


def index_course(course: Course) -> None:
    """Bring the entries of the course and its lessons and quizzes up to date; a closed one has none. Six queries."""
    SearchEntry.objects.filter(course=course).delete()
    SearchEntry.objects.filter(item__module__course=course).delete()
    if course.is_open:
        items = list(CourseItem.objects.filter(module__course=course, module__is_open=True, is_open=True))
        entries = [*_entries_of_course(course), *_entries_of_items(items)]
        SearchEntry.objects.bulk_create(entries)


def index_term(term: GlossaryTerm) -> None:
    """Bring the entries of one glossary term up to date."""
    SearchEntry.objects.filter(term=term).delete()
    SearchEntry.objects.bulk_create(_entries_of_term(term))


def _entries_of_term(term: GlossaryTerm) -> Iterator[SearchEntry]:
    for language in FALLBACK_ORDER:
        title = f"{getattr(term, f'term_{language}')} {term.abbreviation_in(language)}".strip()
        yield _entry(language, title, getattr(term, f"definition_{language}"), term=term)


def _entries_of_course(course: Course) -> Iterator[SearchEntry]:
    for language in course.pages:
        yield _entry(language, course.titles.get(language, ""), course.summaries.get(language, ""), course=course)


def _entries_of_items(items: list[CourseItem]) -> Iterator[SearchEntry]:
    lessons = LessonPage.objects.in_bulk([pk for item in items for pk in item.pages.values()])
    for item in items:
        for language, pk in item.pages.items():
            words = [item.summaries.get(language, "")]
            if lesson := lessons.get(pk):
                words += map(str, lesson.body.stream_block.get_searchable_content(lesson.body))
            yield _entry(language, item.titles.get(language, ""), " ".join(filter(None, words)), item=item)


def _entry(language: str, title: str, text: str, **about: object) -> SearchEntry:
    plain = " ".join(strip_tags(text).split())
    return SearchEntry(
        language=language,
        title=title[:255],
        text=plain,
        folded_title=as_stored(title),
        folded_text=as_stored(f"{title} {plain}"),
        **about,
    )
