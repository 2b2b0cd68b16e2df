"""Questions and quizzes in the Wagtail admin. The menu they stand in is ``courses``' business."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from quizzes.author_forms import QuestionForm, QuizForm
from quizzes.domain.publishing import blockers_of
from quizzes.models import Question, Quiz
from quizzes.problem_texts import quiz_problems
from quizzes.queries import count_answers


def _in_three_languages(name: str, heading: Any) -> MultiFieldPanel:
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_{code}") for code in ("ru", "kk", "en")])], heading)


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = gettext_lazy("Questions")
    copy_view_enabled = False
    list_display = (
        "key",
        Column("first_prompt", label=gettext_lazy("Question")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        DateColumn("updated_at", label=gettext_lazy("Changed"), sort_key="updated_at"),
    )
    list_filter = ("state",)
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("key"), FieldPanel("state")]),
            _in_three_languages("case", gettext_lazy("Case, if several parts belong to one")),
            FieldPanel("parts"),
            _in_three_languages("feedback", gettext_lazy("Explanation after the answer")),
            _in_three_languages("source", gettext_lazy("Source")),
        ],
        base_form_class=QuestionForm,
    )


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "tasks"
    menu_label = gettext_lazy("Quizzes")
    copy_view_enabled = False
    list_display = (
        "name",
        NumberColumn("question_count", label=gettext_lazy("Questions")),
        NumberColumn("pass_mark", label=gettext_lazy("Pass mark, %")),
        NumberColumn("max_attempts", label=gettext_lazy("Attempts")),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("max_attempts")]),
            FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
            FieldPanel("scoring_rule"),
            InlinePanel(
                "slots",
                [FieldRowPanel([FieldPanel("question"), FieldPanel("points")])],
                heading=gettext_lazy("Questions"),
                label=gettext_lazy("Question"),
            ),
        ],
        base_form_class=QuizForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        return Quiz.objects.annotate(question_count=Count("slots"))


@hooks.register("register_admin_urls")
def bank_urls() -> list[URLResolver]:
    """Screens of the bank that are no snippet views."""
    return [path("quizzes/", include("quizzes.admin_urls"))]


@hooks.register("insert_global_admin_css")
def side_by_side() -> SafeString:
    """The one style rule that the question form needs."""
    return format_html('<link rel="stylesheet" href="{}">', static("quizzes/admin.css"))


@hooks.register("before_edit_snippet")
def tell_answers(request: HttpRequest, instance: Model) -> None:
    """Whoever opens a question sees whether learners have answered it already (ux 80)."""
    if request.method == "GET" and isinstance(instance, Question) and (count := count_answers(instance)):
        text = _(
            "Answers given so far: %(count)d. Learners keep the version they saw until the quiz is published again."
        )
        messages.info(request, text % {"count": count})


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_what_is_missing(request: HttpRequest, instance: Any) -> None:
    """Whoever saves a quiz sees what keeps it from being published, or when the change takes effect."""
    if not isinstance(instance, Quiz):
        return
    for sentence in quiz_problems(blockers_of(instance)):
        messages.warning(request, sentence)
    if instance.versions.exists():
        messages.info(request, _("Learners get the changes when the quiz page is published again."))
