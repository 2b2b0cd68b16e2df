"""Questions, topics and norms in the Wagtail admin. The menu they stand in is ``courses``' business."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from agencies.team_rules import within_teams
from quizzes.author_forms import QuestionForm
from quizzes.bank_texts import place_text
from quizzes.choices import QuestionState
from quizzes.domain.question_texts import missing_texts
from quizzes.domain.question_translations import outdated_texts
from quizzes.domain.usage import quizzes_using
from quizzes.label_forms import TopicForm, indented
from quizzes.models import Norm, Question, Topic
from quizzes.team_views import TeamSnippetViewSet
from quizzes.views.question_list import COLUMNS, QuestionIndexView

LANGUAGE_NAMES = {"ru": gettext_lazy("Russian"), "kk": gettext_lazy("Kazakh"), "en": gettext_lazy("English")}


def in_three_languages(name: str, heading: Any) -> MultiFieldPanel:
    """The field's three texts side by side."""
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_{code}") for code in LANGUAGE_NAMES])], heading)


class QuestionEditView(SnippetViewSet.edit_view_class):
    """The form, below what is missing, where the question is used and what its versions are."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form's context and the three lists."""
        question = self.object
        missing = missing_texts(question)
        return super().get_context_data(**kwargs) | {
            "gaps": [
                (LANGUAGE_NAMES[code], [place_text(one) for one in places])
                for code, places in missing.items()
                if places
            ],
            "outdated": [
                (code, LANGUAGE_NAMES[code], [(place_text(one.place), one) for one in texts])
                for code, texts in outdated_texts(question).items()
            ],
            "quizzes": within_teams(quizzes_using(question), self.request.user),
            "versions": question.versions.filter(is_preview=False).select_related("published_by").order_by("-number"),
        }

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """The form's own buttons, and the way to retire."""
        buttons = list(super().header_more_buttons)
        if self.object.state != QuestionState.RETIRED:
            url = reverse("quizzes_admin:retire", args=[self.object.pk])
            buttons.append(Button(_("Take out of new attempts"), url, icon_name="no-view"))
        return buttons


class QuestionViewSet(TeamSnippetViewSet):
    """The question bank: texts of three languages side by side, one key."""

    model = Question
    index_view_class = QuestionIndexView
    edit_view_class = QuestionEditView
    edit_template_name = "quizzes/admin/question_edit.html"
    icon = "help"
    menu_label = gettext_lazy("Questions")
    copy_view_enabled = False
    list_display = COLUMNS
    list_per_page = 25

    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("key"), FieldPanel("state"), FieldPanel("difficulty")]),
            FieldRowPanel([FieldPanel("topic"), FieldPanel("team"), FieldPanel("owner")]),
            FieldRowPanel([FieldPanel("source_language"), FieldPanel("review_by")]),
            FieldPanel("norms"),
            PageChooserPanel("taught_in", page_type="courses.LessonPage"),
            in_three_languages("case", gettext_lazy("Case, if several parts belong to one")),
            FieldPanel("parts"),
            in_three_languages("feedback", gettext_lazy("Explanation after the answer")),
            in_three_languages("source", gettext_lazy("Source")),
        ],
        base_form_class=QuestionForm,
    )


class TopicIndexView(SnippetViewSet.index_view_class):
    """The tree, top to bottom."""

    @cached_property
    def columns(self) -> list[Any]:
        """The name at its depth, and the rest."""
        columns = super().columns
        title = next(one for one in columns if one.name == "__str__")
        title.accessor = indented
        return columns

    def get_list_more_buttons(self, instance: Topic) -> list[Any]:
        """The usual ways, and one to a topic below this one."""
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("add"):
            url = f"{self.add_url}?parent={instance.pk}"
            buttons.append(MenuItem(_("Add a topic below"), url=url, icon_name="plus", priority=15))
        return buttons


class TopicAddView(SnippetViewSet.add_view_class):
    """Knows from the list below which topic the new one goes."""

    def get_initial(self) -> dict[str, Any]:
        """The parent, if one was said."""
        parent = self.request.GET.get("parent", "")
        return super().get_initial() | ({"parent": parent} if parent.isdecimal() else {})


class TopicViewSet(SnippetViewSet):
    """Subjects that quizzes draw questions from, as a tree."""

    model = Topic
    index_view_class = TopicIndexView
    add_view_class = TopicAddView
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Topics")
    copy_view_enabled = False
    list_display = ("__str__", "slug")
    list_per_page = 200
    ordering = "path"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel(f"name_{code}") for code in LANGUAGE_NAMES]),
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("parent"), FieldPanel("move_up")]),
        ],
        base_form_class=TopicForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        """In the order of the tree."""
        return Topic.objects.order_by("path")


class NormViewSet(SnippetViewSet):
    """What lessons and questions rest on: articles, recommendations, general comments, laws, with their dates."""

    model = Norm
    icon = "doc-full"
    menu_label = gettext_lazy("Norms")
    copy_view_enabled = False
    list_display = (
        "code",
        Column("get_kind_display", label=gettext_lazy("Kind")),
        "title_ru",
        "title_kk",
        "changed_on",
        "repealed_on",
        "review_by",
    )
    list_filter = ("kind",)
    search_fields = ("code", "title_ru", "title_kk", "title_en")
    search_backend_name = None
    list_per_page = 25
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
            *(FieldPanel(f"title_{code}") for code in LANGUAGE_NAMES),
            FieldRowPanel([FieldPanel(name) for name in ("in_force_on", "changed_on", "repealed_on", "review_by")]),
            FieldPanel("change_note"),
        ]
    )
