"""A trainer's courses: the first screen, one course, a new one."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from core.localisation import current_language
from courses.models import Course, CoursePage
from quizzes.domain.marking_queue import tasks_for
from workshop.choices import PageState
from workshop.course_rows import rows_of, tags, warnings
from workshop.domain.course_making import make_course
from workshop.domain.law import checks_for
from workshop.domain.reviewing import sendable, waiting_for
from workshop.forms import CourseForm
from workshop.queries import CourseBoard, behind_in, board_of, boards_of, quizzes_of, recent_changes
from workshop.question_rows import flagged_in, question_rows

RECENT = timedelta(days=30)
MAKE_COURSES = "quizzes.add_quiz"


class MyCoursesPanel(Component):
    """The first screen of whoever authors: courses with their states, what waits, what changed."""

    order = 0
    template_name = "workshop/my_courses.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The three lists."""
        person = cast(User, parent_context["request"].user)
        boards, now = boards_of(person), timezone.now()
        language = current_language()
        return {
            "courses": [(one, one.home(language).title, found) for one, found in _tagged(boards)],
            "waiting": _waiting(person, boards),
            "changes": recent_changes(boards, since=now - RECENT),
            "may_make": person.has_perm(MAKE_COURSES),
        }


def _tagged(boards: list[CourseBoard]) -> list[tuple[CourseBoard, list[dict[str, Any]]]]:
    """The courses with the tags of their states, of what is behind and of questions that statistics point at."""
    behind, quizzes = behind_in(boards), quizzes_of(boards)
    flagged = flagged_in(quizzes.values())
    found = []
    for board in boards:
        rows = [row for rows in board.pages.values() for row in rows]
        late = sum(bool(behind.get(row.pk)) for row in rows)
        bad = sum(flagged.get(quiz, 0) for quiz in {quizzes[row.key] for row in rows if row.key in quizzes})
        found.append((board, [*tags(board.states()), *warnings(late, bad)]))
    return found


def _waiting(person: User, boards: list[CourseBoard]) -> list[tuple[str, str]]:
    """``(sentence, address)`` of what somebody waits for this person to do."""
    language, found = current_language(), []
    asked = {state.revision.object_id for state in waiting_for(person)}
    for board in boards:
        title, numbers = board.home(language).title, {str(row.pk) for rows in board.pages.values() for row in rows}
        if count := len(asked & numbers):
            text = _("To approve: %(count)d. Course: %(course)s") % {"count": count, "course": title}
            found.append((text, reverse("workshop:review", args=[board.key])))
        if count := board.states()[PageState.RETURNED]:
            text = _("Returned: %(count)d. Course: %(course)s") % {"count": count, "course": title}
            found.append((text, reverse("workshop:course", args=[board.key])))
    if count := sum(one.count for one in checks_for(person, today=timezone.localdate())):
        found.append((_("The law has changed. To check: %(count)d") % {"count": count}, reverse("workshop:law")))
    if person.has_perm("quizzes.add_mark") and (count := tasks_for(person, now=timezone.now()).count()):
        found.append((_("Answers to mark: %(count)d") % {"count": count}, reverse("learning_admin:marking")))
    return found


class WorkshopMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """For people who work on courses; a course of another team is not found."""

    permission_required = "wagtailadmin.access_admin"
    raise_exception = True
    header_icon = "folder-open-inverse"
    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def person(self) -> User:
        """Who is signed in."""
        return cast(User, self.request.user)

    @cached_property
    def board(self) -> CourseBoard:
        """The course of the address."""
        key: UUID = self.kwargs["key"]
        try:
            return board_of(self.person, key)
        except CoursePage.DoesNotExist:
            raise Http404 from None

    @property
    def course_title(self) -> str:
        """The course, in the person's language."""
        return self.board.home(current_language()).title

    def get_page_subtitle(self) -> str:
        """The course."""
        return self.course_title if "key" in self.kwargs else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the course, this."""
        if "key" not in self.kwargs:
            return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
        course = {"url": reverse("workshop:course", args=[self.kwargs["key"]]), "label": self.course_title}
        return [*self.breadcrumbs_items, course, {"url": "", "label": self.get_header_title()}]


class CourseView(WorkshopMixin, TemplateView):
    """One course: its pages in all languages, where each stands, and what can be done next."""

    template_name = "workshop/course.html"
    page_title = gettext_lazy("Course")

    def get_page_title(self) -> str:
        """The course."""
        return self.course_title

    def get_page_subtitle(self) -> str:
        """Nothing more."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, this."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.course_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table and the buttons' reasons to be there."""
        language, quizzes = current_language(), quizzes_of([self.board])
        return super().get_context_data(**kwargs) | {
            "board": self.board,
            "title": self.course_title,
            "rows": rows_of(self.board, language),
            "quizzes": quizzes,
            "questions": question_rows(quizzes.values()),
            "behind": behind_in([self.board]),
            "targets": [one for one in settings.LANGUAGES if one[0] != self.board.languages[0]],
            "tags": tags(self.board.states()),
            "to_send": len(sendable(self.board, self.board.languages)),
            "in_review": self.board.states()[PageState.REVIEW],
            "is_taught": Course.objects.filter(key=self.board.key).exists(),
            "gaps": kwargs.get("gaps", []),
        }


class NewCourseView(WorkshopMixin, FormView):
    """A title and a template make the whole tree as drafts."""

    permission_required = MAKE_COURSES
    template_name = "workshop/new_course.html"
    page_title = gettext_lazy("New course")
    form_class = CourseForm

    def get_initial(self) -> dict[str, Any]:
        """Most people write in the language that they read the admin in."""
        return {"language": current_language()}

    def form_valid(self, form: CourseForm) -> HttpResponse:
        """Make it and show it."""
        course = make_course(**form.cleaned_data, by=self.person)
        return redirect("workshop:course", course.translation_key)
