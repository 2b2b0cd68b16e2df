"""Questions and quizzes in the Wagtail admin. The menu they stand in is ``courses``' business."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import NumberColumn
from wagtail.admin.widgets import Button
from wagtail.permissions import register_permission_policy

from accounts.models import User
from quizzes.author_forms import QuizForm
from quizzes.domain.publishing import blockers_of
from quizzes.models import Question, Quiz
from quizzes.problem_texts import quiz_problems
from quizzes.queries import count_answers
from quizzes.team_views import TeamPolicy, TeamSnippetViewSet
from quizzes.views.exports import ExportChosen

for model in (Question, Quiz):
    register_permission_policy(model, TeamPolicy(model))


class QuizViewSet(TeamSnippetViewSet):
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
            FieldRowPanel([FieldPanel("name"), FieldPanel("team")]),
            FieldPanel("preset"),
            FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("max_attempts"), FieldPanel("counting_rule")]),
            InlinePanel(
                "slots",
                [
                    FieldRowPanel([FieldPanel("question"), FieldPanel("topic")]),
                    FieldRowPanel([FieldPanel("draws"), FieldPanel("points")]),
                ],
                heading=gettext_lazy("Questions"),
                label=gettext_lazy("Question"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("time_limit"), FieldPanel("pause_hours"), FieldPanel("closes_at")]),
                    FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
                    FieldPanel("scoring_rule"),
                ],
                gettext_lazy("More rules"),
            ),
        ],
        base_form_class=QuizForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        return super().get_queryset(request).annotate(question_count=Coalesce(Sum("slots__draws"), 0))


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
    if instance.versions.filter(is_preview=False).exists():
        messages.info(request, _("Learners get the changes when the quiz page is published again."))


# Ticks in the list of questions lead to the form for exporting them.
hooks.register("register_bulk_action", ExportChosen)


@hooks.register("register_snippet_listing_buttons")
def statistics_button(instance: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """From the list of quizzes to what answers say about their questions."""
    if isinstance(instance, Quiz) and user.has_perm("quizzes.view_quizstatistics"):
        address = f"{reverse('quizzes_admin:statistics')}?quiz={instance.pk}"
        yield Button(_("Question statistics"), address, icon_name="table", priority=40)


@hooks.register("register_snippet_listing_buttons")
def attempts_button(instance: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """From the list of quizzes to the single attempts."""
    if isinstance(instance, Quiz) and user.has_perm("quizzes.view_attempt"):
        yield Button(
            _("Attempts"), reverse("quizzes_admin:attempts", args=[instance.pk]), icon_name="list-ol", priority=50
        )


@hooks.register("register_admin_menu_item")
def statistics_menu_item() -> MenuItem:
    """For everybody who may see figures about questions."""
    return StatisticsMenuItem(
        gettext_lazy("Question statistics"), reverse_lazy("quizzes_admin:statistics"), icon_name="table", order=210
    )


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quizzes.view_quizstatistics")


@hooks.register("register_settings_menu_item")
def time_allowances_menu_item() -> MenuItem:
    """For whoever may give people more time."""
    return TimeAllowancesMenuItem(
        gettext_lazy("More time"), reverse_lazy("quizzes_admin:time_allowances"), icon_name="time", order=900
    )


class TimeAllowancesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quizzes.add_timeallowance")
