"""Home, course and lesson."""

import re
from http import HTTPStatus
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from core.localisation import current_language, localised, pick_language
from courses.choices import ItemKind
from courses.lesson_bodies import heading_of, part_id
from courses.models import CoursePage, LessonPage
from courses.queries import open_courses
from learning.addresses import item_url
from learning.checklist import checklist
from learning.domain.clarity import count_answer
from learning.domain.enrolment import enrol
from learning.domain.reading import complete_lesson, note_place
from learning.offline import body_of, recording_of
from learning.queries import course_state, done_items, own_courses
from learning.resumption import place_in, resumption
from learning.views.items import ItemPage
from learning.views.outline import OutlineMixin
from learning.views.quizzes import QuizIntroView, started_at_once

# In the session: lessons about which this person has said whether they were clear.
TOLD = "clarity_told"
MOST_TOLD = 200
# The number of a heading: a lesson has fewer than a thousand.
PART = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


class HomeView(LoginRequiredMixin, TemplateView):
    """Where was I, and what is due?"""

    template_name = "learning/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        states = own_courses(self.request.user)
        taken = {state.course.pk for state in states}
        return super().get_context_data(
            states=states,
            current=resumption(self.request.user, states, now=timezone.now()),
            other_courses=[course for course in open_courses() if course.pk not in taken],
            today=timezone.localdate(),
            **kwargs,
        )


class CourseView(OutlineMixin, TemplateView):
    """What the course is for, what it takes, how far I am. Readable without an account."""

    template_name = "learning/course.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, course = self.request.user, self.outline.course
        language = pick_language(course.pages)
        state = course_state(user, self.outline) if user.is_authenticated else None
        return super().get_context_data(
            outline=self.outline,
            state=state,
            checklist=checklist(user, state) if state else None,
            today=timezone.localdate(),
            page=CoursePage.objects.live().get(pk=course.pages[language]),
            page_language=language,
        )

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        """Enrol, and on to the first thing to do."""
        if not request.user.is_authenticated:
            return redirect("account_login")
        enrol(request.user, self.outline.course, now=timezone.now())
        state = course_state(request.user, self.outline)
        if state.next_item is None:
            return redirect("learning:course", course=self.outline.course.slug)
        return redirect(item_url(state.next_item, place_in(request.user, state.next_item)))


class ItemView(LoginRequiredMixin, OutlineMixin, View):
    """A lesson or a quiz: the address tells only its place in the course."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        item = self.outline.item_at(kwargs["module"], kwargs["item"])
        if item is None:
            raise Http404
        view = LessonView if item.kind == ItemKind.LESSON else QuizIntroView
        return view.as_view()(request, item=item, outline=self.outline)


class LessonView(ItemPage, TemplateView):
    """One lesson, with the outline at hand; read when the learner says so."""

    template_name = "learning/lesson.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = pick_language(self.item.pages)
        before, after = self.outline.neighbours(self.item)
        body, part = self._body(), place_in(self.request.user, self.item)
        done = done_items(self.request.user, self.outline)
        return super().get_context_data(
            done=done,
            at=self.at,
            body=body,
            recording=recording_of(self.item, self.outline),
            stopped_at=heading_of(body, part) if part > 1 and self.item.pk not in done else "",
            part=part,
            place=f"#{part_id(part)}",
            title=localised(self.item.titles, language),
            page_language=language,
            minutes=self.item.minutes.get(language),
            made_from=self.item.behind.get(language),
            before=before,
            after=after,
            has_told=self.item.pk in self.request.session.get(TOLD, []),
            **kwargs,
        )

    def _body(self) -> str:
        try:
            return body_of(self.item, self.outline)
        except (KeyError, LessonPage.DoesNotExist):
            raise Http404 from None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The lesson is read: on to the next item, or to the course when it was the last."""
        complete_lesson(request.user, self.item, language=current_language(), now=timezone.now())
        _before, after = self.outline.neighbours(self.item)
        if after is None:
            return redirect("learning:course", course=self.outline.course.slug)
        if after.kind == ItemKind.QUIZ and (attempt := started_at_once(request.user, after)):
            return redirect("learning:question", attempt.public_id, 1)
        return redirect(item_url(after))


class PlaceView(LoginRequiredMixin, OutlineMixin, View):
    """Takes how far down a lesson its reader has come; sent by the page while it is read (ux 21)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        """Remember the heading; nothing to say."""
        item, part = self.outline.item_at(kwargs["module"], kwargs["item"]), request.POST.get("part", "")
        if item is None or item.kind != ItemKind.LESSON:
            raise Http404
        if not PART.fullmatch(part):
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        note_place(request.user, item, int(part), now=timezone.now())
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


class ClarityView(LoginRequiredMixin, OutlineMixin, View):
    """Takes the answer to "was this clear?": once per lesson and session, for nobody's record."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        """Count it, and back to the end of the lesson."""
        item, answer = self.outline.item_at(kwargs["module"], kwargs["item"]), request.POST.get("clear")
        if item is None or item.kind != ItemKind.LESSON or answer not in ("yes", "no"):
            raise Http404
        told = request.session.get(TOLD, [])
        if item.pk not in told:
            count_answer(item, pick_language(item.pages), is_clear=answer == "yes")
            request.session[TOLD] = [*told, item.pk][-MOST_TOLD:]
        return redirect(f"{item_url(item)}#clarity")


class ModuleView(OutlineMixin, View):
    """A module has no page of its own: its address leads to its place on the course page."""

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        slugs = {one.module.slug for one in self.outline.modules}
        if kwargs["module"] not in slugs:
            raise Http404
        target = redirect("learning:course", course=self.outline.course.slug)
        target["Location"] += f"#{kwargs['module']}"
        return target
