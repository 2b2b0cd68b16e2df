"""Course pages as authors make them: one per language, with the same translation key."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from wagtail.models import Locale, Page

from accounts.models import User
from agencies.domain.teams import join_team
from agencies.models import Team
from courses.domain.teams import set_up_team
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, QuizPage
from home.models import HomePage
from quizzes.models import Quiz
from tests.factories.numbers import numbers

Pages = dict[str, Any]
LANGUAGES = ("ru", "kk", "en")


def make_indexes() -> Pages:
    """A home page and the list of courses in each language, below the root of the tree."""
    homes = make_pages(HomePage, {code: Page.get_first_root_node() for code in LANGUAGES}, published=False)
    return make_pages(CourseIndexPage, homes, slug="courses", published=False)


def make_pages(
    model: type[Page], parents: Mapping[str, Page], title: str = "", *, published: bool = True, **fields: Any
) -> Pages:
    """A page below each of ``parents``, which also name its languages; ``title`` is told apart by language.

    ``published`` goes through a revision and Wagtail's publish; without it the page stays a draft.
    """
    number, key = next(numbers), uuid4()
    pages = {}
    for code, parent in parents.items():
        locale = Locale.objects.get_or_create(language_code=code)[0]
        # The tree counts children in memory: a parent used twice must be read again.
        parent = Page.objects.get(pk=parent.pk)
        slug = f"page-{number}-{code}" if parent.is_root() else f"page-{number}"
        names = {"title": f"{title or f'Page {number}'} [{code}]", "slug": slug}
        page = model(locale=locale, translation_key=key, live=False, **names | fields)
        parent.add_child(instance=page)
        pages[code] = publish(page) if published else page
    return pages


def publish(page: Page) -> Page:
    """Save a revision of ``page`` as it is and publish it; the page as it is stored then."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_course_pages(title: str = "", *, indexes: Pages | None = None, **options: Any) -> Pages:
    """A course page in each language."""
    fields = {"summary": "What it is about.", "outcomes": "One\nTwo", "hours": 3}
    return make_pages(CoursePage, indexes or make_indexes(), title, **fields | options)


def make_team(courses: Pages, *members: User) -> Team:
    """The team of a course with these authors."""
    team = set_up_team(next(iter(courses.values())).translation_key)
    for one in members:
        join_team(team, one, by=None)
    return team


def make_module_pages(courses: Pages, title: str = "", **options: Any) -> Pages:
    """A module below a course, in the course's languages."""
    return make_pages(ModulePage, courses, title, **options)


def make_lesson_pages(modules: Pages, title: str = "", *, text: str = "<p>One two three.</p>", **options: Any) -> Pages:
    """A lesson of one text block."""
    body = [{"type": "text", "value": text, "id": f"text-{next(numbers)}"}]
    return make_pages(LessonPage, modules, title, **{"body": body} | options)


def make_quiz_pages(modules: Pages, quiz: Quiz, title: str = "", **options: Any) -> Pages:
    """A page for ``quiz``."""
    return make_pages(QuizPage, modules, title, quiz=quiz, **options)
