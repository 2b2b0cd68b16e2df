"""Taking a quiz: introduction, questions, summary, result. Everything works by plain form posts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core.localisation import current_language
from courses.models import CourseItem
from courses.queries import item_by_key
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.queries import done_items
from learning.views.items import ItemPage
from quizzes.domain.attempts import AttemptClosed, NoAttemptsLeft, save_answer, set_flag
from quizzes.domain.publishing import latest_version
from quizzes.forms import TamperedAnswer, read_answer, with_move
from quizzes.models import Attempt, Response
from quizzes.queries import answer_mark, attempts_summary, own_attempt, own_response, percent_of, question_view, sheet


class QuizIntroView(ItemPage, TemplateView):
    """The rules, how the learner stands, and the one button."""

    template_name = "learning/quiz_intro.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = latest_version(self.item.quiz)
        before, after = self.outline.neighbours(self.item)
        return super().get_context_data(
            done=done_items(self.request.user, self.outline),
            version=version,
            question_count=version.slots.count(),
            attempts=attempts_summary(self.request.user, self.item.quiz, version),
            before=before,
            after=after,
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Start, or go on where an attempt is open."""
        try:
            attempt = start_quiz(request.user, self.item, language=current_language(), now=timezone.now())
        except NoAttemptsLeft:
            messages.error(request, _("All attempts are used. Write to your coordinator to be given another one."))
            return redirect(request.path)
        return redirect("learning:question", attempt.public_id, 1)


class OwnAttemptMixin(LoginRequiredMixin):
    """Finds the learner's own attempt; anybody else's is 404 like one that does not exist."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def attempt(self) -> Attempt:
        """The attempt of the address, read once a request."""
        try:
            return own_attempt(self.request.user, self.kwargs["attempt"])
        except Attempt.DoesNotExist:
            raise Http404 from None

    @cached_property
    def item(self) -> CourseItem:
        """What the attempt counts for, with module and course."""
        return item_by_key(self.attempt.item_key)


class QuestionView(OwnAttemptMixin, View):
    """One question a page.

    Plain posts carry no client sequence: what arrives last is what the person saw last, also after Back. A form in
    which nothing was changed saves nothing, or an old window would undo what was answered in a newer one (ux 30).
    """

    def get(self, request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
        rows = sheet(self.attempt)
        if not self.attempt.is_open:
            return redirect("learning:result", attempt)
        return self._page(_row(rows, position), rows)

    def post(self, request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
        """Save the answer, then go where the pressed button points."""
        response = _own_response(request, attempt, position)
        try:
            posted = read_answer(response, with_move(request.POST))
        except TamperedAnswer:
            return bad_form(request)
        if posted.errors:
            rows = sheet(self.attempt)
            return self._page(_row(rows, position), rows, errors=posted.errors, status=422)
        try:
            if request.POST.get("shown") != answer_mark(response, posted.answer):
                _save(response, posted.answer)
        except AttemptClosed:
            return render(request, "learning/attempt_closed.html", {"attempt": response.attempt}, status=409)
        if "flag" in request.POST:
            set_flag(response, not response.is_flagged)
        return redirect(_destination(request, attempt, position))

    def _page(
        self, response: Response, rows: list[Response], errors: dict[str, str] | None = None, status: int = 200
    ) -> HttpResponse:
        context = {
            "attempt": self.attempt,
            "item": self.item,
            "response": response,
            "rows": rows,
            "question": question_view(response, current_language()),
            "shown": answer_mark(response, response.answer),
            "errors": errors or {},
            "is_last": response.position == len(rows),
        }
        return render(self.request, "learning/question.html", context, status=status)


class SummaryView(OwnAttemptMixin, TemplateView):
    """All answers before handing in; the one button hands in."""

    template_name = "learning/summary.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.attempt.is_open:
            return redirect("learning:result", self.attempt.public_id)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(row, question_view(row, current_language())) for row in sheet(self.attempt)]
        return super().get_context_data(
            attempt=self.attempt,
            item=self.item,
            # Unanswered first: that is what a person may still want to do.
            rows=sorted(rows, key=lambda pair: (pair[0].answer is not None, pair[0].position)),
            unanswered=sum(row.answer is None for row, _view in rows),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand in. A second press finds the first result."""
        submit_quiz(self.attempt, language=current_language(), now=timezone.now())
        return redirect("learning:result", self.attempt.public_id)


class ResultView(OwnAttemptMixin, TemplateView):
    """What was reached, what was wrong and why, what comes next.

    Right options are shown once nothing depends on them any more: after passing or with no attempt left.
    """

    template_name = "learning/result.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.attempt.is_open:
            return redirect("learning:summary", self.attempt.public_id)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempt = self.attempt
        attempts = attempts_summary(self.request.user, self.item.quiz, latest_version(self.item.quiz))
        with_key = attempts.passed or attempts.left == 0
        views = [
            (row, question_view(row, current_language(), with_key=with_key, explained=True)) for row in sheet(attempt)
        ]
        return super().get_context_data(
            attempt=attempt,
            item=self.item,
            rows=views,
            attempts=attempts,
            with_key=with_key,
            percent=percent_of(attempt),
            certificate=self.request.user.certificates.filter(subject_key=self.item.module.course.key).first(),
        )


def bad_form(request: HttpRequest) -> HttpResponse:
    """400 for a form this site did not make; nothing of it was saved."""
    return render(request, "400.html", status=400)


def _own_response(request: HttpRequest, attempt: UUID, position: int) -> Response:
    try:
        return own_response(request.user, attempt, position)
    except Response.DoesNotExist:
        raise Http404 from None


def _row(rows: list[Response], position: int) -> Response:
    if not 1 <= position <= len(rows):
        raise Http404
    return rows[position - 1]


def _save(response: Response, answer: dict[str, Any] | None) -> None:
    save_answer(response, answer, sequence=None, language=current_language(), now=timezone.now())


def _destination(request: HttpRequest, attempt: UUID, position: int) -> str:
    """Where the pressed button leads; each button of the form names a question or the summary."""
    go = request.POST.get("go", "")
    if go == "summary":
        return reverse("learning:summary", args=[attempt])
    target = int(go) if go.isdecimal() and len(go) <= 3 else position
    return reverse("learning:question", args=[attempt, target])
