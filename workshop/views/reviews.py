"""Sending a course for approval, and approving or returning it (T4: one press, then two)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.models import TaskState

from courses.domain.going_live import NotReady, obstacles
from courses.domain.publishing import published_together
from courses.models import QuizPage
from courses.obstacle_texts import sentences
from quizzes.bank_texts import place_text, value_text
from quizzes.domain.diff import word_pieces
from workshop.domain.comparing import field_changes, question_changes, rule_changes
from workshop.domain.reviewing import NotSendable, NotYours, approve, give_back, send_for_approval, waiting_for
from workshop.domain.telling import told_together
from workshop.forms import ApprovalForm, ReturnForm
from workshop.gap_texts import gap_text
from workshop.tasks import write_letters
from workshop.views.boards import CourseView, WorkshopMixin


class SendView(CourseView):
    """Sends everything that learners do not have yet; what is missing is listed on the course's screen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to look at here."""
        return redirect("workshop:course", self.board.key)

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Back to the course with a sentence, or with the list of what is missing."""
        try:
            with told_together() as letters:
                count = send_for_approval(self.board, self.board.languages, by=self.person)
        except NotSendable as refusal:
            gaps = [(gap.page, gap_text(gap)) for gap in refusal.gaps]
            return self.render_to_response(self.get_context_data(gaps=gaps), status=422)
        write_letters(letters)
        messages.success(request, _("Sent for approval: %(count)d.") % {"count": count})
        return redirect("workshop:course", self.board.key)


class ReviewView(WorkshopMixin, TemplateView):
    """What waits in one course, against what learners have now; approved or returned as a whole or page by page."""

    template_name = "workshop/review.html"
    page_title = gettext_lazy("Approval")
    header_icon = "tick"

    @cached_property
    def states(self) -> list[TaskState]:
        """What of this course waits for this person."""
        numbers = {str(row.pk) for rows in self.board.pages.values() for row in rows}
        return [one for one in waiting_for(self.person) if one.revision.object_id in numbers]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages with their differences, and the two forms."""
        return super().get_context_data(**kwargs) | {
            "pages": [self._page(state) for state in self.states],
            "approval": ApprovalForm(),
            "returning": kwargs.get("returning", ReturnForm()),
        }

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Carry out what was pressed, for the ticked pages."""
        asked = set(request.POST.getlist("state"))
        chosen = [one for one in self.states if str(one.pk) in asked]
        if not chosen:
            messages.error(request, _("Tick at least one page."))
            return self.render_to_response(self.get_context_data(), status=422)
        return self._approve(chosen) if "approve" in request.POST else self._return(chosen)

    def _approve(self, chosen: list[TaskState]) -> HttpResponse:
        form = ApprovalForm(self.request.POST)
        comment = form.cleaned_data["comment"] if form.is_valid() else ""
        try:
            with told_together() as letters, published_together(now=timezone.now(), by=self.person):
                count = approve(chosen, by=self.person, comment=comment)
        except NotReady as refusal:
            messages.error(self.request, _("Nothing was approved. Page: %(title)s") % {"title": refusal.page.title})
            for sentence in sentences(refusal.obstacles):
                messages.error(self.request, sentence)
            return self.render_to_response(self.get_context_data(), status=422)
        except NotYours:
            return self._gone()
        write_letters(letters)
        messages.success(self.request, _("Approved: %(count)d.") % {"count": count})
        return redirect("workshop:course", self.board.key)

    def _return(self, chosen: list[TaskState]) -> HttpResponse:
        form = ReturnForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(returning=form), status=422)
        try:
            with told_together() as letters:
                count = give_back(chosen, by=self.person, reason=form.cleaned_data["reason"])
        except NotYours:
            return self._gone()
        write_letters(letters)
        messages.success(self.request, _("Returned: %(count)d.") % {"count": count})
        return redirect("workshop:course", self.board.key)

    def _gone(self) -> HttpResponse:
        messages.warning(self.request, _("Somebody else has decided meanwhile. Look at the course again."))
        return redirect("workshop:course", self.board.key)

    def _page(self, state: TaskState) -> dict[str, Any]:
        page = state.revision.as_object()
        found: dict[str, Any] = {"state": state, "page": page, "obstacles": sentences(obstacles(page, by=self.person))}
        found["fields"] = field_changes(page) if page.live else []
        if isinstance(page, QuizPage):
            found["rules"] = [_rule(page, *one) for one in rule_changes(page.quiz)]
            found["questions"] = [_question(one) for one in question_changes(page)]
        return found


def _rule(page: QuizPage, name: str, before: Any, after: Any) -> tuple[str, Any, Any]:
    return str(page.quiz._meta.get_field(name).verbose_name), before, after


def _question(changed: Any) -> dict[str, Any]:
    rows = [
        (place_text(one.place), one.language.upper(), word_pieces(*_texts(one)), one.changes_score)
        for one in changed.changes
    ]
    return {"question": changed.question, "is_new": changed.is_new, "rows": rows}


def _texts(change: Any) -> tuple[str, str]:
    return value_text(change.place, change.before), value_text(change.place, change.after)
