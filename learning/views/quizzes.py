"""Taking a quiz: introduction, questions, summary, result. Everything works by plain form posts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from accounts.models import User
from core.localisation import current_language
from courses.models import CourseItem
from courses.queries import item_by_key, preview_item
from learning.domain.quiz_taking import LessonsFirst, close_if_overdue, start_quiz, submit_quiz
from learning.domain.validity import round_since
from learning.queries import course_state
from learning.tasks import close_overdue_attempts
from learning.views.items import ItemPage
from quizzes.domain.attempts import (
    AttemptClosed,
    AwaitsMarks,
    NoAttemptsLeft,
    TooEarly,
    check_answer,
    save_answer,
    set_flag,
)
from quizzes.domain.deadlines import GRACE, is_overdue, minutes_allowed
from quizzes.domain.publishing import latest_version
from quizzes.domain.standing import AttemptsSummary, attempts_summary
from quizzes.forms import TamperedAnswer, read_answer, with_move
from quizzes.models import Attempt, QuizVersion, Response
from quizzes.queries import answer_mark, own_attempt, own_response, question_view, sheet

ONE_SECOND = timedelta(seconds=1)


class QuizIntroView(ItemPage, TemplateView):
    """The rules, how the learner stands, and the one button."""

    template_name = "learning/quiz_intro.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        close_if_overdue(self.request.user, self.item.quiz, now=now)
        version = latest_version(self.item.quiz)
        before, after = self.outline.neighbours(self.item)
        state = course_state(self.request.user, self.outline)
        return super().get_context_data(
            done=state.done,
            at=self.at,
            lessons_first=state.lessons_before(self.item),
            version=version,
            question_count=version.slots.aggregate(total=Sum("draws"))["total"],
            attempts=self.attempts(version, now),
            minutes=minutes_allowed(version, self.request.user),
            before=before,
            after=after,
            **kwargs,
        )

    def attempts(self, version: QuizVersion, now: datetime) -> AttemptsSummary:
        """How the learner stands, in the present round if the course is being renewed."""
        since = round_since(self.request.user, self.outline.course, now=now)
        return attempts_summary(self.request.user, self.item.quiz, version, now=now, since=since)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Start, or go on where an attempt is open."""
        try:
            attempt = start_quiz(request.user, self.item, language=current_language(), now=timezone.now())
        except NoAttemptsLeft:
            messages.error(request, _("All attempts are used. Write to your coordinator to be given another one."))
            return redirect(request.path)
        except AwaitsMarks:
            messages.error(request, _("Your written answers are being marked. The result comes first."))
            return redirect(request.path)
        except LessonsFirst:
            return redirect(request.path)  # the page says which
        except TooEarly as error:
            text = _("The next attempt can be started from %(time)s.")
            messages.error(request, text % {"time": date_format(timezone.localtime(error.opens_at), "DATETIME_FORMAT")})
            return redirect(request.path)
        _plan_closing(attempt)
        return redirect("learning:question", attempt.public_id, 1)


def started_at_once(learner: User, item: CourseItem) -> Attempt | None:
    """The first attempt at a quiz without a time limit, whose rules stand above question 1 (journey L2).

    None where the quiz's own page has something to say first.
    """
    made = Attempt.objects.filter(learner=learner, quiz=item.quiz_id, is_preview=False)
    if made.exists() or latest_version(item.quiz).time_limit:
        return None
    try:
        attempt = start_quiz(learner, item, language=current_language(), now=timezone.now())
    except (NoAttemptsLeft, AwaitsMarks, LessonsFirst, TooEarly):
        return None
    _plan_closing(attempt)
    return attempt


class OwnAttemptMixin(LoginRequiredMixin):
    """Finds the learner's own attempt; anybody else's is 404 like one that does not exist."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def attempt(self) -> Attempt:
        """The attempt of the address, read once a request; handed in first if its time is over (QUIZ-07)."""
        try:
            attempt = own_attempt(self.request.user, self.kwargs["attempt"])
        except Attempt.DoesNotExist:
            raise Http404 from None
        now = timezone.now()
        return submit_quiz(attempt, language=attempt.language, now=now) if is_overdue(attempt, now) else attempt

    @cached_property
    def item(self) -> CourseItem:
        """What the attempt counts for, with module and course."""
        return preview_item(self.attempt) if self.attempt.is_preview else item_by_key(self.attempt.item_key)


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
        if refused := self._store(request, response, posted.answer):
            return refused
        if "flag" in request.POST:
            set_flag(response, not response.is_flagged)
        return redirect(_destination(request, attempt, position))

    def _store(self, request: HttpRequest, response: Response, answer: dict[str, Any] | None) -> HttpResponse | None:
        """Save, and have it checked where that was asked for; the page that says why not, or None."""
        try:
            # The fields of a checked answer are not posted: there is nothing to save then.
            if not response.checked_at and request.POST.get("shown") != answer_mark(response, answer):
                _save(response, answer)
            if request.POST.get("go") == "check":
                check_answer(response, now=timezone.now())
        except AttemptClosed:
            return render(request, "learning/attempt_closed.html", {"attempt": response.attempt}, status=409)
        except ValueError:
            return bad_form(request)
        return None

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


def bad_form(request: HttpRequest) -> HttpResponse:
    """400 for a form this site did not make; nothing of it was saved."""
    return render(request, "400.html", status=400)


def _plan_closing(attempt: Attempt) -> None:
    """Have the attempt handed in at its deadline by whoever does background work; without it the next read does."""
    task = close_overdue_attempts
    if attempt.deadline and task.get_backend().supports_defer:
        task.using(run_after=attempt.deadline + GRACE + ONE_SECOND).enqueue()


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
