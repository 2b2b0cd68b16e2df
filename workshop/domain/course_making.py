"""A new course from a template: the whole tree as drafts, with a team and an empty quiz."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from accounts.models import User
from agencies.domain.teams import join_team
from courses.domain.teams import set_up_team
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, QuizPage
from quizzes.models import Quiz
from workshop.choices import Template

LESSONS = {Template.THREE_LESSONS: 3, Template.ONE_LESSON: 1, Template.EMPTY: 0}


@transaction.atomic
def make_course(
    title: str, *, language: str, template: Template, by: User, audience: str = "", hours: int = 1
) -> CoursePage:
    """The course as drafts in ``language``; ``by`` is the first of its team.

    Raises ``CourseIndexPage.DoesNotExist`` when the site has no list of courses in that language.
    """
    index = CourseIndexPage.objects.get(locale__language_code=language)
    with translation.override(language):
        course = _add(index, CoursePage(title=title, audience=audience, hours=hours), by)
        team = set_up_team(course.translation_key)
        join_team(team, by, by=by)
        module = _add(course, ModulePage(title=_("Module 1")), by)
        for number in range(1, LESSONS[template] + 1):
            lesson = _("Lesson %(number)d") % {"number": number}
            _add(module, LessonPage(title=lesson, body=[("text", RichText(""))]), by)
        if LESSONS[template]:
            quiz = Quiz.objects.create(name=title[:150], team=team, changed_by=by)
            _add(module, QuizPage(title=_("Quiz"), quiz=quiz), by)
    return course


def _add(parent: Page, page: Page, by: User) -> Page:
    page.locale, page.owner, page.live = parent.locale, by, False
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    return page
