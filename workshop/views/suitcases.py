"""A course in a suitcase: out by one button, in after a look at what it would change (features D13)."""

import tempfile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from audit.choices import Event
from audit.domain.recording import record
from core.uploads.unreadable import UnreadableFile
from workshop.domain.settling import NotTaken
from workshop.domain.unpacking import PROBLEM
from workshop.exports import write_course
from workshop.forms import SuitcaseForm
from workshop.imports import look_into, take_over
from workshop.staging import drop_suitcase, keep_suitcase, kept_suitcase
from workshop.suitcase_texts import STATUSES, file_problem, named, summary_rows
from workshop.views.boards import MAKE_COURSES, WorkshopMixin

# In the session: the suitcases that this person has brought.
BROUGHT = "suitcases"
MOST_BROUGHT = 20


class PackView(WorkshopMixin, View):
    """The whole course as one file."""

    def get(self, request: HttpRequest, key: UUID) -> FileResponse:
        """The file; it is written to the disk and not into memory."""
        target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        write_course(self.board.key, target)
        target.seek(0)
        record(Event.EXPORTED, actor=self.person.pk, after={"course": str(self.board.key)})
        return FileResponse(target, as_attachment=True, filename=f"{self.board.key}.zip")


class BringView(WorkshopMixin, FormView):
    """Takes a file; nothing of it is used before its owner has seen what it would change."""

    permission_required = MAKE_COURSES
    template_name = "workshop/bring.html"
    page_title = gettext_lazy("Course from a file")
    header_icon = "upload"
    form_class = SuitcaseForm

    def form_valid(self, form: SuitcaseForm) -> HttpResponse:
        """Keep it, or say what is wrong with it."""
        name = keep_suitcase(form.cleaned_data["file"].chunks())
        try:
            look_into(kept_suitcase(name), by=self.person)
        except UnreadableFile as error:
            drop_suitcase(name)
            form.add_error("file", file_problem(error.code, error.params))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        brought = self.request.session.get(BROUGHT, [])
        self.request.session[BROUGHT] = [*brought, str(name)][-MOST_BROUGHT:]
        return redirect("workshop:unpack", name)


class UnpackView(WorkshopMixin, TemplateView):
    """What taking a course over would change, and the decision."""

    permission_required = MAKE_COURSES
    template_name = "workshop/unpack.html"
    page_title = gettext_lazy("Course from a file")
    header_icon = "upload"

    @cached_property
    def path(self) -> Any:
        """Where the file lies; not found for anybody but whoever brought it."""
        name: UUID = self.kwargs["name"]
        path = kept_suitcase(name) if str(name) in self.request.session.get(BROUGHT, []) else None
        if path is None:
            raise Http404
        return path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Counts by kind, and what changes one by one."""
        title, changes = look_into(self.path, by=self.person)
        return super().get_context_data(**kwargs) | {
            "title": title,
            "statuses": STATUSES.values(),
            "rows": summary_rows(changes),
            "named": named(changes),
            "may_take": not any(one.status == PROBLEM for one in changes),
        }

    def post(self, request: HttpRequest, name: UUID) -> HttpResponse:
        """Take it over; when it can no longer be, the page says why."""
        try:
            team = take_over(self.path, by=self.person)
        except (NotTaken, UnreadableFile):
            messages.error(request, _("Nothing was taken over. Look at what is in the way."))
            return redirect("workshop:unpack", name)
        drop_suitcase(name)
        messages.success(request, _("The course is here as drafts. Look at it and send it for approval."))
        return redirect("workshop:course", team.key)
