"""What was sent, and to whom it could not be."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from reminders.choices import MessageState
from reminders.scope import bounces_seen_by, reminders_seen_by
from reminders.views.base import LISTED, PER_PAGE, CoordinatorView


class LogView(CoordinatorView):
    """What people in scope were told, the newest first, and whose address was refused."""

    template_name = "reminders/log.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        seen = reminders_seen_by(request.user)
        state = request.GET.get("state", "")
        if state and state not in MessageState.values:
            raise Http404
        rows = (seen.filter(message__state=state) if state else seen).select_related("message", "person", "course")
        page = Paginator(rows.order_by("-message__day", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
        counts = dict(seen.order_by().values_list("message__state").annotate(Count("message", distinct=True)))
        self.log_names("reminders_opened")
        return self.page(
            page=page,
            state=state,
            states=[(value, label, counts[value]) for value, label in MessageState.choices if value in counts],
            bounces=bounces_seen_by(request.user).order_by("-since")[:LISTED],
        )


class RetryAddressView(CoordinatorView):
    """Lets an address be written to again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget the refusal; nothing is sent by that."""
        get_object_or_404(bounces_seen_by(request.user), pk=pk).delete()
        messages.success(request, _("Saved."))
        return redirect("reminders:log")
