"""Who has no password yet: invited by mail, or by codes on paper that the coordinator hands over (AUTH-14)."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.domain.invitations import InvitationClosed, invite, waiting_people
from accounts.models import User
from agencies.models import EmploymentSpell
from agencies.rules import agencies_with_roster_of
from audit.choices import Event
from audit.domain.recording import record
from rosters.tasks import mail_invitations
from rosters.views import RosterView

PER_PAGE = 50


class InvitationsView(RosterView):
    """A page of people, and two buttons for those on it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = self.page()
        record(Event.NAMES_OPENED, actor=request.user.pk, after={"list": "invitations", "page": page.number})
        context = {
            "page": page,
            "by_mail": sum(1 for person in page if person.email),
            "on_paper": sum(1 for person in page if not person.email),
        }
        return render(request, "rosters/invitations.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Mails to everybody on the page who has an address, or a sheet of codes for everybody who has none."""
        people = list(self.page())
        if "paper" in request.POST:
            return self.sheet([person for person in people if not person.email])
        asked = [person.pk for person in people if person.email]
        mail_invitations.enqueue(asked, self.keeper.pk)
        messages.success(request, _("Invitations on their way: %(number)d.") % {"number": len(asked)})
        return redirect(f"{request.path}?page={request.POST.get('page') or 1}")

    @property
    def keeper(self) -> User:
        """Whoever looks; the view lets nobody in who is not signed in."""
        return cast("User", self.request.user)

    def page(self) -> Page:
        """The people in the order of their numbers, who stay on their page while others sign in."""
        asked = self.request.POST.get("page") or self.request.GET.get("page")
        return Paginator(self.people(), PER_PAGE).get_page(asked)

    def people(self) -> QuerySet[User]:
        """Those without a password who work where this person keeps the list."""
        spells = EmploymentSpell.objects.filter(
            person=OuterRef("pk"), until=None, agency__in=agencies_with_roster_of(self.keeper)
        )
        return waiting_people().filter(Exists(spells)).order_by("pk")

    def sheet(self, people: list[User]) -> HttpResponse:
        """Codes to print and cut apart; shown once, and earlier ones of the same people end."""
        cards: list[dict[str, Any]] = []
        for person in people:
            try:
                issued = invite(person, by=self.keeper, now=self.now)
            except InvitationClosed:  # somebody else was faster
                continue
            cards.append({"person": person, "code": issued.code, "until": issued.invitation.expires_at})
        return render(self.request, "rosters/codes.html", {"cards": cards})
