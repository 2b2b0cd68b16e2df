"""The forms of the question bank in the Wagtail admin."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.choices import Preset, QuestionState
from quizzes.domain.content import content_of, problems_of
from quizzes.domain.question_texts import search_text_of
from quizzes.domain.usage import version_with_other_key
from quizzes.label_forms import TopicChoiceField, authors
from quizzes.models import Question, QuestionVersion
from quizzes.problem_texts import question_problems


class QuestionForm(WagtailAdminModelForm):
    """A draft may be saved half done; "ready" is only taken when nothing is missing.

    A code is made up when none is given; whoever writes the question owns it. The key of a question that learners
    have answered is not changed here: that goes by a correction.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = gettext_lazy("Left empty, it is made up.")
        self.fields["topic"] = TopicChoiceField(label=self.fields["topic"].label, required=False)
        self.fields["owner"].queryset = authors(including=self.instance.owner)
        if self.instance.pk is None and self.for_user:
            self.initial["owner"] = self.for_user.pk

    def full_clean(self) -> None:
        """Ask for everything only when the question is to be asked."""
        if self.data.get(self.add_prefix("state")) != QuestionState.READY:
            self.defer_required_fields()
            self.fields["parts"].required = False
        super().full_clean()

    def clean_key(self) -> str:
        """The given code, or the next free one."""
        return self.cleaned_data["key"] or _next_key()

    def save(self, commit: bool = True) -> Question:
        """The question, to be found by what it says now."""
        self.instance.search_text = search_text_of(self.instance)
        return super().save(commit)

    def _post_clean(self) -> None:
        """Look for problems once the instance holds what was typed."""
        super()._post_clean()
        if self.errors:
            return
        if self.instance.state == QuestionState.READY:
            for sentence in question_problems(problems_of(content_of(self.instance))):
                self.add_error(None, sentence)
        if not self.errors and (version := version_with_other_key(self.instance)):
            self.add_error(None, self._refusal(version))

    def _refusal(self, version: QuestionVersion) -> SafeString:
        text = _(
            "Learners have answered this question, so its key and its options are not changed here; "
            "nothing was saved. Wording can be changed freely."
        )
        if not self.for_user or not self.for_user.has_perm("quizzes.add_keycorrection"):
            return format_html("{}", text)
        url = reverse("learning_admin:correct", args=[version.pk])
        return format_html('{} <a href="{}">{}</a>', text, url, _("Correct the key"))


class QuizForm(WagtailAdminModelForm):
    """Refuses what is in the quiz twice, a row that names neither or both, and a closed quiz without an end date."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("preset") == Preset.CLOSED and not cleaned.get("closes_at"):
            self.add_error("closes_at", _("A closed quiz needs an end date: results are shown after it."))
        rows = [row for row in self.formsets["slots"].forms if row.is_valid() and not row.cleaned_data.get("DELETE")]
        for row in rows:
            _check_slot(row)
        questions = [row.cleaned_data.get("question") for row in rows]
        topics = [row.cleaned_data.get("topic") for row in rows]
        for question in {one for one in questions if one and questions.count(one) > 1}:
            message = _("The question is in the quiz twice. Code: %(key)s")
            self.add_error(None, forms.ValidationError(message, params={"key": question.key}))
        for topic in {one for one in topics if one and topics.count(one) > 1}:
            message = _("The quiz draws from this topic twice. Topic: %(topic)s")
            self.add_error(None, forms.ValidationError(message, params={"topic": topic}))
        return cleaned


def _check_slot(row: Any) -> None:
    question, topic = row.cleaned_data.get("question"), row.cleaned_data.get("topic")
    if bool(question) == bool(topic) and row.has_changed():
        row.add_error("question", _("Choose a question, or a topic to draw from: one of the two."))
    elif question and row.cleaned_data.get("draws") != 1:
        row.add_error("draws", _("A chosen question is asked once: write 1 here."))


def _next_key() -> str:
    last = Question.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    taken = set(Question.objects.filter(key__startswith="q").values_list("key", flat=True))
    return next(key for number in range(last + 1, last + len(taken) + 2) if (key := f"q{number}") not in taken)
