"""What the page's script asks for while the learner works: save, hand in. The person never waits."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import View

from core.localisation import current_language
from learning.domain.quiz_taking import submit_quiz
from quizzes.domain.attempts import AttemptClosed, save_answer, set_flag
from quizzes.forms import TamperedAnswer, read_answer
from quizzes.models import Attempt, Response
from quizzes.queries import answer_mark, own_attempt, own_response

MAX_DIGITS = 9
FLAGS = {"0": False, "1": True}


class ScriptView(View):
    """Asked by a script, which cannot follow to the sign-in page: 401 when signed out."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"error": "signed_out"}, status=401)
        return super().dispatch(request, *args, **kwargs)


class AutosaveView(ScriptView):
    """Takes one question's form, a client sequence number and perhaps ``flagged`` (0 or 1); answers with a small JSON.

    200 ``{"saved": "14:32", "sequence": n, "shown": mark of the answer}``;
    409 ``{"error": "stale" | "closed"}``, closed also for a single answer that was checked; 422 with a sentence per
    part; 400 for a form this site did not make; 404 for an attempt that is not one's own; 401 when signed out.
    """

    def post(self, request: HttpRequest, attempt: UUID, position: int) -> JsonResponse:
        try:
            response = own_response(request.user, attempt, position)
            posted = read_answer(response, request.POST)
            sequence = _sequence(request.POST.get("sequence", ""))
        except Response.DoesNotExist:
            return JsonResponse({"error": "not_found"}, status=404)
        except (TamperedAnswer, ValueError):
            return JsonResponse({"error": "bad_form"}, status=400)
        if posted.errors:
            return JsonResponse({"error": "invalid", "messages": posted.errors}, status=422)
        return self._save(response, posted.answer, sequence)

    def _save(self, response: Response, answer: dict[str, object] | None, sequence: int) -> JsonResponse:
        now = timezone.now()
        try:
            stored = save_answer(response, answer, sequence=sequence, language=current_language(), now=now)
        except AttemptClosed:
            return JsonResponse({"error": "closed"}, status=409)
        if not stored:
            return JsonResponse({"error": "stale"}, status=409)
        self._flag(response)
        saved = date_format(timezone.localtime(now), "H:i")
        return JsonResponse({"saved": saved, "sequence": sequence, "shown": answer_mark(response, answer)})

    def _flag(self, response: Response) -> None:
        flagged = FLAGS.get(self.request.POST.get("flagged", ""), response.is_flagged)
        if flagged != response.is_flagged:
            set_flag(response, flagged)


class HandInView(ScriptView):
    """Hands in like the summary's button; answers ``{"result": address}``, to a repeated request as well."""

    def post(self, request: HttpRequest, attempt: UUID) -> JsonResponse:
        try:
            own = own_attempt(request.user, attempt)
        except Attempt.DoesNotExist:
            return JsonResponse({"error": "not_found"}, status=404)
        submit_quiz(own, language=current_language(), now=timezone.now())
        return JsonResponse({"result": reverse("learning:result", args=[attempt])})


def _sequence(text: str) -> int:
    """The client's number of this save; raises ``ValueError`` for anything that no page of ours sends."""
    if not text.isdecimal() or len(text) > MAX_DIGITS:
        raise ValueError(text)
    return int(text)
