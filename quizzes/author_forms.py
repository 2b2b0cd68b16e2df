"""The forms of the question bank in the Wagtail admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.choices import QuestionState
from quizzes.domain.content import content_of, problems_of
from quizzes.models import Question
from quizzes.problem_texts import question_problems


class QuestionForm(WagtailAdminModelForm):
    """A draft may be saved half done; "ready" is only taken when nothing is missing.

    A code is made up when none is given.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = gettext_lazy("Left empty, it is made up.")

    def full_clean(self) -> None:
        """Ask for everything only when the question is to be asked."""
        if self.data.get(self.add_prefix("state")) != QuestionState.READY:
            self.defer_required_fields()
            self.fields["parts"].required = False
        super().full_clean()

    def clean_key(self) -> str:
        """The given code, or the next free one."""
        return self.cleaned_data["key"] or _next_key()

    def _post_clean(self) -> None:
        """Look for problems once the instance holds what was typed."""
        super()._post_clean()
        if not self.errors and self.instance.state == QuestionState.READY:
            for sentence in question_problems(problems_of(content_of(self.instance))):
                self.add_error(None, sentence)


class QuizForm(WagtailAdminModelForm):
    """Refuses a question that stands in the quiz twice."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        questions = [
            slot.cleaned_data.get("question")
            for slot in self.formsets["slots"].forms
            if slot.is_valid() and not slot.cleaned_data.get("DELETE")
        ]
        for question in {one for one in questions if one and questions.count(one) > 1}:
            message = _("The question is in the quiz twice. Code: %(key)s")
            self.add_error(None, forms.ValidationError(message, params={"key": question.key}))
        return cleaned


def _next_key() -> str:
    last = Question.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    taken = set(Question.objects.filter(key__startswith="q").values_list("key", flat=True))
    return next(key for number in range(last + 1, last + len(taken) + 2) if (key := f"q{number}") not in taken)
