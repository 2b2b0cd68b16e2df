"""Who authors a course."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from agencies.domain.teams import join_team, leave_team, may_change, trainers
from agencies.models import Team
from courses.domain.teams import set_up_team
from workshop.forms import MemberForm
from workshop.views.boards import WorkshopMixin


class TeamView(WorkshopMixin, TemplateView):
    """The authors of a course; its members let others in and out."""

    template_name = "workshop/team.html"
    page_title = gettext_lazy("Team")
    header_icon = "group"

    @cached_property
    def team(self) -> Team:
        """The team of the course of the address, made if an older course has none."""
        return set_up_team(self.board.key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The members and the form."""
        others = trainers().exclude(groups=self.team)
        return super().get_context_data(**kwargs) | {
            "members": self.team.user_set.order_by("name_ru", "email"),
            "form": kwargs.get("form", MemberForm(people=others)),
            "may_change": may_change(self.team, self.person),
        }

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Let somebody in or out; the last one stays."""
        if not may_change(self.team, self.person):
            messages.error(request, _("Only the course's own team changes who belongs to it."))
        elif "leaves" in request.POST:
            self._let_out(request.POST["leaves"])
        else:
            form = MemberForm(request.POST, people=trainers().exclude(groups=self.team))
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form), status=422)
            join_team(self.team, form.cleaned_data["person"], by=self.person)
            messages.success(request, _("Saved."))
        return redirect("workshop:team", self.board.key)

    def _let_out(self, asked: str) -> None:
        members = self.team.user_set.all()
        person = get_object_or_404(members, pk=asked if asked.isdecimal() and len(asked) < 10 else 0)
        if members.count() == 1:
            messages.error(self.request, _("A course needs an author. Let somebody in first."))
            return
        leave_team(self.team, person, by=self.person)
        messages.success(self.request, _("Saved."))
