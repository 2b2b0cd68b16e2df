"""Marking open answers, one after the other, without knowing whose they are (features B15)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.localisation import current_language
from learning.domain.marking import mark_answer
from quizzes.domain.marking import open_parts
from quizzes.domain.marking_queue import MarkRefused, open_next, own_task, put_back, tasks_for
from quizzes.marking_forms import MarkForm
from quizzes.models import MarkingTask
from quizzes.queries import QuestionView, question_view

LISTED = 50


class MarkingMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """Lets in who may mark open answers."""

    permission_required = "quizzes.add_mark"
    raise_exception = True
    page_title = gettext_lazy("Answers to mark")
    header_icon = "edit"
    request: HttpRequest
    kwargs: dict[str, Any]


class MarkingQueueView(MarkingMixin, View):
    """What waits for this person; the one button opens the oldest."""

    template_name = "learning/admin/marking_queue.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        tasks = tasks_for(request.user, now=timezone.now())
        listed = tasks.select_related("response__question_version__question")[:LISTED]
        rows = [(task, question_view(task.response, current_language())) for task in listed]
        return self.render_to_response(self.get_context_data(rows=rows, count=tasks.count()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the next answer, or say that there is none."""
        return _next_answer(request)


class MarkView(MarkingMixin, View):
    """One answer with its rubric; saving it opens the next one."""

    template_name = "learning/admin/mark.html"

    def get(self, request: HttpRequest, response: int) -> HttpResponse:
        return self._page(self._form()) if self.task else self._gone()

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Store the mark, or leave the answer to somebody else."""
        if self.task is None:
            return self._gone()
        if "put_back" in request.POST:
            put_back(self.task)
            return redirect("learning_admin:marking")
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            self._mark(form)
        except MarkRefused:
            return self._gone()
        messages.success(request, _("The mark was saved."))
        return _next_answer(request)

    @cached_property
    def task(self) -> MarkingTask | None:
        """The task of the address, if this person has it open."""
        try:
            return own_task(self.request.user, self.kwargs["response"])
        except MarkingTask.DoesNotExist:
            return None

    @cached_property
    def question(self) -> QuestionView:
        """In the language in which it was answered: the marker reads what the learner read."""
        response = self.task.response
        return question_view(response, response.language or current_language())

    def _form(self, *data: Any) -> MarkForm:
        asked = self.task.response.question_version.content["parts"]
        answered = {part["id"] for part in open_parts(self.task.response)}
        shown = dict(zip((layout["part"] for layout in self.task.response.layout), self.question.parts, strict=True))
        return MarkForm([(part["id"], shown[part["id"]]) for part in asked if part["id"] in answered], *data)

    def _mark(self, form: MarkForm) -> None:
        comment = form.cleaned_data["comment"]
        mark_answer(self.task, self.request.user, form.levels, comment=comment, now=timezone.now())

    def _page(self, form: MarkForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(task=self.task, question=self.question, form=form)
        return self.render_to_response(context, status=status)

    def _gone(self) -> HttpResponse:
        messages.warning(self.request, _("Somebody else has this answer now. Open the next one."))
        return redirect("learning_admin:marking")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the queue."""
        queue = {"url": reverse("learning_admin:marking"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), queue]


def _next_answer(request: HttpRequest) -> HttpResponse:
    if task := open_next(request.user, now=timezone.now()):
        return redirect("learning_admin:mark", task.pk)
    messages.success(request, _("No answer waits for you."))
    return redirect("learning_admin:marking")
