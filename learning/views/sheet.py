"""All questions of an open attempt at once, so that a person can go on when the connection is lost (ux 28)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from core.localisation import current_language
from learning.domain.quiz_taking import submit_quiz
from learning.views.autosave import ScriptView
from quizzes.domain.deadlines import is_overdue
from quizzes.models import Attempt
from quizzes.queries import answer_mark, own_attempt, question_view, sheet


class SheetView(ScriptView):
    """The questions as their pages show them, as a piece of HTML that the page's script takes apart.

    It tells no more than the question pages do (QUIZ-01, QUIZ-02). 409 ``{"error": "closed"}`` once the attempt is
    handed in or its time is over; 404 for an attempt that is not one's own; 401 when signed out.
    """

    def get(self, request: HttpRequest, attempt: UUID) -> HttpResponse:
        try:
            own = own_attempt(request.user, attempt)
        except Attempt.DoesNotExist:
            return JsonResponse({"error": "not_found"}, status=404)
        if is_overdue(own, now := timezone.now()):
            own = submit_quiz(own, language=own.language, now=now)
        if not own.is_open:
            return JsonResponse({"error": "closed"}, status=409)
        rows = sheet(own)
        questions = [(row, question_view(row, current_language()), answer_mark(row, row.answer)) for row in rows]
        context = {"attempt": own, "rows": rows, "questions": questions, "errors": {}}
        return render(request, "learning/sheet.html", context)
