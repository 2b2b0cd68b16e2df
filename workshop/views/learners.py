"""People in progress after a course was changed: whose completion a move would change, and the move (features B2)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.models import User
from audit.choices import Event
from audit.domain.recording import record
from courses.models import Course
from learning.domain.moving import Move, moves
from workshop.tasks import move_people
from workshop.views.boards import WorkshopMixin

MOVE_PEOPLE = "learning.change_enrolment"
LISTED = 200


class LearnersView(WorkshopMixin, TemplateView):
    """Everybody finishes what they began; whoever approves courses may move them all to what stands now."""

    template_name = "workshop/learners.html"
    page_title = gettext_lazy("People on the way")
    header_icon = "group"

    @cached_property
    def course(self) -> Course:
        """The course as learners have it."""
        course = Course.objects.filter(key=self.board.key).first()
        if course is None:
            raise Http404
        return course

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many would complete, do more, do less; names for whoever may move them."""
        found = list(moves(self.course))
        completing = [one for one in found if one.completes]
        rest = [one for one in found if not one.completes]
        may_move = self.person.has_perm(MOVE_PEOPLE)
        return super().get_context_data(**kwargs) | {
            "count": len(found),
            "completing": len(completing),
            "more": sum(one.left_then > one.left_now for one in rest),
            "less": sum(one.left_then < one.left_now for one in rest),
            "same": sum(one.left_then == one.left_now for one in rest),
            "may_move": may_move,
            "people": self._names(completing[:LISTED]) if may_move else [],
        }

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Move them in the background."""
        if not self.person.has_perm(MOVE_PEOPLE):
            raise PermissionDenied
        course, person = self.course.pk, self.person.pk
        transaction.on_commit(lambda: move_people.enqueue(course, person))
        messages.success(request, _("They are being moved. Open this page again in a minute."))
        return redirect("workshop:learners", key)

    def _names(self, found: list[Move]) -> list[User]:
        people = User.objects.filter(pk__in=[one.learner for one in found]).order_by("name_ru")
        if found:
            after = {"people": len(found), "course": self.course.slug}
            record(Event.NAMES_OPENED, actor=self.person.pk, subject=self.course, after=after)
        return list(people)
