"""The ways from the list of questions to files and back."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from quizzes.bank_filters import narrowing_of


class FileButtonsMixin(IndexView):
    """Puts "Import" and "Export" into the menu beside the heading of a list of snippets, for those who may."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """The list's own buttons, then these."""
        user = self.request.user
        buttons = list(super().header_more_buttons)
        if user.has_perms(["quizzes.add_question", "quizzes.change_question"]):
            buttons.append(Button(_("Import questions"), reverse("quizzes_admin:import"), icon_name="upload"))
        if user.has_perm("quizzes.change_question"):
            # Wagtail draws these buttons anew whenever the list is narrowed down.
            address = f"{reverse('quizzes_admin:export')}?{urlencode(narrowing_of(self.request.GET))}"
            buttons.append(Button(_("Export questions"), address.rstrip("?"), icon_name="download"))
        return buttons
