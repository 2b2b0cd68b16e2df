"""Saving answers while the learner works; the page's script asks, the person never waits."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import View

from core.localisation import current_language
from quizzes.domain.attempts import AttemptClosed, save_answer
from quizzes.forms import TamperedAnswer, read_answer
from quizzes.models import Response
from quizzes.queries import answer_mark, own_response

MAX_DIGITS = 9


class AutosaveView(View):
    """Takes one question's form and a client sequence number; answers with a small JSON.

    200 ``{"saved": "14:32", "sequence": n, "shown": mark of the answer}``;
    409 ``{"error": "stale" | "closed"}``; 422 with a sentence per part;
    400 for a form this site did not make; 404 for an attempt that is not one's own; 401 when signed out.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"error": "signed_out"}, status=401)
        return super().dispatch(request, *args, **kwargs)

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
        saved = date_format(timezone.localtime(now), "H:i")
        return JsonResponse({"saved": saved, "sequence": sequence, "shown": answer_mark(response, answer)})


def _sequence(text: str) -> int:
    """The client's number of this save; raises ``ValueError`` for anything that no page of ours sends."""
    if not text.isdecimal() or len(text) > MAX_DIGITS:
        raise ValueError(text)
    return int(text)
