"""Whom to remind, what they would read, and the decision (ux C2)."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.choices import PostCategory
from courses.models import Course
from reminders.choices import Reach
from reminders.mails import Words, reminder_words
from reminders.queries import audience_of, people_behind, with_reach
from reminders.scope import overdue_in
from reminders.tasks import remind_overdue
from reminders.views.base import LISTED, PER_PAGE, CoordinatorView

# The two official languages; who has chosen English gets the same in English.
PREVIEWED = ("ru", "kk")
SAMPLE_COURSES = 3


class RemindView(CoordinatorView):
    """Who is overdue in what is chosen, what they would read, and the decision."""

    template_name = "reminders/remind.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = self.chosen_or_404(request.GET)
        duties = overdue_in(chosen, self.today)
        unreached = with_reach(people_behind(duties), self.today)
        self.log_names("unreached_opened")
        return self.page(
            chosen=chosen,
            parameters=QueryDict(urlencode(chosen.parameters)),
            categories=PostCategory.choices,
            audience=audience_of(duties, self.today),
            without_email=unreached.filter(reach=Reach.NO_EMAIL).order_by("pk")[:LISTED],
            previews=self.previews(duties),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remind in the background, and lead to the log. Whoever was reminded meanwhile is left out."""
        chosen = self.chosen_or_404(request.POST)
        parameters = chosen.parameters
        transaction.on_commit(lambda: remind_overdue.enqueue(request.user.pk, parameters))
        messages.success(request, _("The reminders are being written. They appear in this list in a moment."))
        return redirect("reminders:log")

    def previews(self, duties: Any) -> list[tuple[str, Words]]:
        """The mail in both languages, with the first courses that are overdue there."""
        found = list(duties.order_by("due_on", "pk").values_list("course", "due_on")[:PER_PAGE])
        due = dict(reversed(found))
        courses = [(one, due[one.pk]) for one in Course.objects.filter(pk__in=due)[:SAMPLE_COURSES]]
        written = []
        for language in PREVIEWED if courses else ():
            with override(language):
                written.append((language, reminder_words(courses, today=self.today)))
        return written
