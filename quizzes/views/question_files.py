"""The ways from the list of questions to files and back."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView


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
            buttons.append(Button(_("Export questions"), reverse("quizzes_admin:export"), icon_name="download"))
        return buttons
