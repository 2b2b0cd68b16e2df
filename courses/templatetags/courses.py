"""What templates about courses cannot ask themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.db.models import QuerySet

from accounts.choices import Language
from core.localisation import localised_field, pick_language
from courses import queries
from courses.choices import RecommendationPosition
from courses.domain.weight import Weight, weight_of
from courses.models import Course, GlossaryTerm, LessonPage
from courses.models.pages import TeachingPage

register = template.Library()

POSITIONS = dict(RecommendationPosition.choices)


@dataclass(frozen=True)
class GlossaryEntry:
    """A term as a text in one language explains it."""

    term: str
    abbreviation: str
    definition: str


@register.simple_tag
def open_courses() -> QuerySet[Course]:
    """All open courses, in one query."""
    return queries.open_courses()


@register.simple_tag
def glossary_entries(terms: Iterable[GlossaryTerm | None], language: str) -> list[GlossaryEntry]:
    """The terms in the language of the text they stand in; a deleted term is left out."""
    return [
        GlossaryEntry(
            localised_field(term, "term", language),
            term.abbreviation_in(language),
            localised_field(term, "definition", language),
        )
        for term in terms
        if term
    ]


@register.simple_tag
def position_label(position: str) -> str:
    """The word for Kazakhstan's position on a recommendation."""
    return str(POSITIONS.get(position, ""))


@register.filter
def shown_language(course: Course) -> str:
    """The language in which a course's title and summary are shown to this reader."""
    return pick_language(course.titles)


@register.filter
def language_labels(course: Course) -> list[tuple[str, str]]:
    """Code and name of each language the course is open in, each named in itself."""
    return [(code, label) for code, label in Language.choices if code in course.pages]


@register.simple_tag
def lesson_weight(page: TeachingPage) -> Weight | None:
    """What the lesson weighs as it stands; None for other pages."""
    return weight_of(page) if isinstance(page, LessonPage) else None
