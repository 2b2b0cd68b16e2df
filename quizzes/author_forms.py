"""The forms of the question bank in the Wagtail admin."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from agencies.models import Team
from agencies.team_rules import teams_of, within_teams
from core.localisation import current_language
from quizzes.choices import Preset, QuestionState
from quizzes.domain.content import content_of, problems_of
from quizzes.domain.question_texts import search_text_of
from quizzes.domain.question_translations import remember_changes, texts_by_path
from quizzes.domain.usage import version_with_other_key
from quizzes.label_forms import TopicChoiceField, authors
from quizzes.models import Question, QuestionVersion, Quiz
from quizzes.problem_texts import question_problems


class QuestionForm(WagtailAdminModelForm):
    """A draft may be saved half done; "ready" is only taken when nothing is missing.

    A code is made up when none is given; whoever writes the question owns it. The key of a question that learners
    have answered is not changed here: that goes by a correction.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["source_language"].required = False
        self.fields["key"].help_text = gettext_lazy("Left empty, it is made up.")
        self.fields["topic"] = TopicChoiceField(label=self.fields["topic"].label, required=False)
        self.fields["owner"].queryset = authors(including=self.instance.owner)
        _offer_teams(self)
        self.texts_before = texts_by_path(self.instance)
        if self.instance.pk is None and self.for_user:
            self.initial["owner"] = self.for_user.pk
            self.initial["source_language"] = current_language()

    def full_clean(self) -> None:
        """Ask for everything only when the question is to be asked."""
        if self.data.get(self.add_prefix("state")) != QuestionState.READY:
            self.defer_required_fields()
            self.fields["parts"].required = False
        super().full_clean()

    def clean_key(self) -> str:
        """The given code, or the next free one."""
        return self.cleaned_data["key"] or _next_key()

    def clean_source_language(self) -> str:
        """The chosen one, or the one it had."""
        return self.cleaned_data["source_language"] or self.instance.source_language

    def save(self, commit: bool = True) -> Question:
        """The question, to be found by what it says now."""
        self.instance.search_text = search_text_of(self.instance)
        remember_changes(self.instance, self.texts_before)
        if self.has_changed():
            self.instance.changed_by = self.for_user
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_teams(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("preset") == Preset.CLOSED and not cleaned.get("closes_at"):
            self.add_error("closes_at", _("A closed quiz needs an end date: results are shown after it."))
        rows = [row for row in self.formsets["slots"].forms if row.is_valid() and not row.cleaned_data.get("DELETE")]
        for row in rows:
            _check_slot(row)
        questions = [row.cleaned_data.get("question") for row in rows]
        self._refuse_what_is_not_reached([one for one in questions if one])
        topics = [row.cleaned_data.get("topic") for row in rows]
        for question in {one for one in questions if one and questions.count(one) > 1}:
            message = _("The question is in the quiz twice. Code: %(key)s")
            self.add_error(None, forms.ValidationError(message, params={"key": question.key}))
        for topic in {one for one in topics if one and topics.count(one) > 1}:
            message = _("The quiz draws from this topic twice. Topic: %(topic)s")
            self.add_error(None, forms.ValidationError(message, params={"topic": topic}))
        return cleaned

    def save(self, commit: bool = True) -> Quiz:
        """The quiz, with who changed it."""
        if self.has_changed():
            self.instance.changed_by = self.for_user
        return super().save(commit)

    def _refuse_what_is_not_reached(self, questions: list[Question]) -> None:
        """What the chooser does not offer is not taken either; what is in the quiz already stays."""
        before = set(self.instance.slots.values_list("question", flat=True)) if self.instance.pk else set()
        added = {one.pk for one in questions} - before
        if within_teams(Question.objects.filter(pk__in=added), self.for_user).count() != len(added):
            self.add_error(None, _("A question is not there any more. Choose another one."))


def _offer_teams(form: WagtailAdminModelForm) -> None:
    """The teams of the person, and the one it is in; somebody of a single team starts with that."""
    if form.for_user is None:
        return
    own = teams_of(form.for_user)
    form.fields["team"].queryset = (own | Team.objects.filter(pk=form.instance.team_id)).distinct()
    form.fields["team"].empty_label = _("common bank")
    mine = list(Team.objects.filter(user=form.for_user)[:2])
    if form.instance.pk is None and len(mine) == 1:
        form.initial["team"] = mine[0].pk


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
