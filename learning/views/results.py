"""What came of an attempt: the result as far as it may be told, and the lessons to read again."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from certificates.queries import own_certificates
from core.localisation import current_language
from courses.models import CourseItem
from learning.gain import percent_before, region_gain
from learning.repetition import lessons_of, to_repeat
from learning.telling import standing_of, told_of
from learning.views.quizzes import OwnAttemptMixin
from quizzes.domain.corrections import recounted_on
from quizzes.domain.marking import MarkedAnswer, marked_answers, open_parts
from quizzes.domain.policy import Feedback
from quizzes.domain.standing import AttemptsSummary
from quizzes.models import Response
from quizzes.queries import percent_of, question_view, sheet


@dataclass(frozen=True)
class ResultRow:
    """A question of a closed sheet: how it was answered, marks where people gave them, the lesson that teaches it."""

    response: Response
    question: Any
    marked: MarkedAnswer | None
    lesson: CourseItem | None


class ClosedAttemptMixin(OwnAttemptMixin):
    """The own attempt once it is handed in, with what its preset tells now."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.attempt.is_open:
            return redirect("learning:summary", self.attempt.public_id)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def attempts(self) -> AttemptsSummary:
        """How the learner stands in the quiz."""
        return standing_of(self.attempt, self.request.user, self.item.module.course, now=timezone.now())

    @cached_property
    def told(self) -> Feedback:
        """What the preset tells now."""
        return told_of(self.attempt, self.attempts, now=timezone.now())


class ResultView(ClosedAttemptMixin, TemplateView):
    """What was reached, what was wrong and why, what comes next: as much of it as the quiz's preset tells."""

    template_name = "learning/result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempt, learner, course = self.attempt, self.request.user, self.item.module.course
        rows = self._rows()
        return super().get_context_data(
            attempt=attempt,
            item=self.item,
            told=self.told,
            rows=rows,
            has_lessons=any(row.lesson and row.response.points != row.response.max_points for row in rows),
            attempts=self.attempts,
            earlier=[one for one in self.attempts.attempts if one != attempt and not one.is_open],
            percent=percent_of(attempt),
            gain=None if self.item.is_pretest or attempt.is_preview else self._gain(),
            recount=recounted_on(attempt),
            certificate=own_certificates(learner).filter(subject_key=course.key).order_by("-cycle").first(),
        )

    def _gain(self) -> dict[str, Any]:
        """The learner's own per cent of the entry test, and what their region gained."""
        course = self.item.module.course
        return {"before": percent_before(self.request.user, course), "region": region_gain(self.request.user, course)}

    def _rows(self) -> list[ResultRow]:
        """Nothing of the sheet while it could tell what is right; marks only where something was marked."""
        if not self.told.verdicts:
            return []
        language, rows = current_language(), sheet(self.attempt)
        marks = marked_answers(rows, language) if any(map(open_parts, rows)) else {}
        lessons = lessons_of(rows)
        views = {row.pk: question_view(row, language, with_key=self.told.key, explained=True) for row in rows}
        return [ResultRow(row, views[row.pk], marks.get(row.pk), lessons.get(row.position)) for row in rows]


class RepeatView(ClosedAttemptMixin, TemplateView):
    """The lessons behind the wrong answers, and the way to the next attempt (journey L4)."""

    template_name = "learning/repeat.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lessons = to_repeat(sheet(self.attempt)) if self.told.verdicts else []
        return super().get_context_data(attempt=self.attempt, item=self.item, lessons=lessons, attempts=self.attempts)
