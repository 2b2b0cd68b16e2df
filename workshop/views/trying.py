"""Taking a quiz as a learner would, while it is being written (T3)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from core.localisation import current_language
from courses.domain.live_pages import course_key_of
from courses.models import QuizPage
from quizzes.domain.previews import start_preview
from quizzes.domain.publishing import QuizNotReady
from quizzes.problem_texts import quiz_problems
from workshop.queries import course_pages_of
from workshop.views.boards import WorkshopMixin


class QuizPageMixin(WorkshopMixin):
    """The quiz pages of the address's key, of a course that is the person's."""

    def quiz_page(self, key: UUID) -> tuple[QuizPage, UUID]:
        """The page, in the person's language if there is one, and the key of its course; else not found."""
        pages = {one.locale.language_code: one for one in self._pages(key)}
        page = pages.get(current_language()) or next(iter(pages.values()), None)
        course = course_key_of(page) if page else None
        if page is None or course is None or not course_pages_of(self.person).filter(translation_key=course).exists():
            raise Http404
        return page, course

    def _pages(self, key: UUID) -> list[QuizPage]:
        return list(QuizPage.objects.filter(translation_key=key).select_related("locale", "quiz").order_by("locale"))


class QuizView(QuizPageMixin, View):
    """From a quiz that was tried back to its course."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """On to the course."""
        return redirect("workshop:course", self.quiz_page(key)[1])


class TryQuizView(QuizPageMixin, View):
    """Starts the real quiz with a banner; nothing of it stays."""

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """On to the first question, or back with what is missing."""
        page, course = self.quiz_page(key)
        language = page.locale.language_code
        try:
            attempt = start_preview(self.person, page.quiz, item_key=key, language=language, now=timezone.now())
        except QuizNotReady as refusal:
            messages.error(request, _("The quiz cannot be tried yet:"))
            for sentence in quiz_problems(refusal.blockers):
                messages.error(request, sentence)
            return redirect("workshop:course", course)
        with override(language):
            return redirect(reverse("learning:question", args=[attempt.public_id, 1]))
