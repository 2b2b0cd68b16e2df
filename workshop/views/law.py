"""Currency of law: which lessons and questions wait to be checked because a norm has changed (features B20)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from courses.domain.currency import DueCheck, norms_to_look_at, note_check
from courses.models import LessonPage
from quizzes.models import Question
from workshop.domain.law import checks_for
from workshop.views.boards import WorkshopMixin


class LawView(WorkshopMixin, TemplateView):
    """Norm by norm what rests on it; each is ticked off once somebody has looked."""

    template_name = "workshop/law.html"
    page_title = gettext_lazy("Currency of law")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The checks, and the norms to look at again."""
        return super().get_context_data(**kwargs) | {
            "checks": checks_for(self.person, today=timezone.localdate()),
            "to_look_at": norms_to_look_at(today=timezone.localdate()),
            "may_change": self.person.has_perm("quizzes.change_norm"),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Tick one off; what is no longer there, or not the person's, changes nothing."""
        asked = request.POST.get("norm", ""), request.POST.get("subject", "")
        for due in checks_for(self.person, today=timezone.localdate()):
            for subject in [*due.questions, *due.pages]:
                if (str(due.norm.pk), _name(subject)) == asked:
                    self._note(due, subject)
                    messages.success(request, _("Checked: %(title)s") % {"title": subject})
        return redirect("workshop:law")

    def _note(self, due: DueCheck, subject: Question | LessonPage) -> None:
        is_question = isinstance(subject, Question)
        which: dict[str, Any] = {"question": subject} if is_question else {"page": subject.translation_key}
        note_check(due, by=self.person, now=timezone.now(), **which)


def _name(subject: Question | LessonPage) -> str:
    return f"q{subject.pk}" if isinstance(subject, Question) else str(subject.translation_key)
