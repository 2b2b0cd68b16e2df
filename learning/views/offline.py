"""Modules on the device: what to fetch, copies of pages that name nobody, and the worker that shows them."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from core.localisation import localised, pick_language
from courses.choices import ItemKind
from courses.models import LessonPage
from learning.offline import body_of, recording_of, saved_course
from learning.views.outline import OutlineMixin


class SavedCourseView(LoginRequiredMixin, OutlineMixin, View):
    """What saving each module of the course means."""

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        return JsonResponse(saved_course(self.outline))


class CourseCopyView(LoginRequiredMixin, OutlineMixin, TemplateView):
    """The course's contents for a reader without a line."""

    template_name = "learning/copies/course.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(outline=self.outline, saved_at=timezone.now())


class LessonCopyView(LoginRequiredMixin, OutlineMixin, TemplateView):
    """A lesson for a reader without a line: the text, and the way to its neighbours."""

    template_name = "learning/copies/lesson.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.outline.item_at(kwargs["module"], kwargs["item"])
        if item is None or item.kind != ItemKind.LESSON:
            raise Http404
        try:
            body = body_of(item, self.outline)
        except (KeyError, LessonPage.DoesNotExist):
            raise Http404 from None
        language, (before, after) = pick_language(item.pages), self.outline.neighbours(item)
        return super().get_context_data(
            outline=self.outline,
            item=item,
            title=localised(item.titles, language),
            page_language=language,
            body=body,
            has_recording=bool(recording_of(item, self.outline)),
            before=before,
            after=after,
            saved_at=timezone.now(),
        )


class WorkerView(TemplateView):
    """The service worker; it is asked for anew each time, so that a mistake in it lives no longer than a visit."""

    template_name = "learning/worker.js"
    content_type = "text/javascript"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "no-cache"
        response["Service-Worker-Allowed"] = "/"
        return response


class OfflineView(TemplateView):
    """What is shown without a line instead of a page that was not saved."""

    template_name = "learning/copies/offline.html"
