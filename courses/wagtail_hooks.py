"""The authors' menu, and what Wagtail asks before and after a course page is published or something is deleted."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from accounts.models import User
from agencies.team_rules import within_teams
from courses.domain.going_live import obstacles
from courses.models import GlossaryTerm, LessonPage
from courses.models.pages import TeachingPage
from courses.obstacle_texts import sentences
from courses.queries import has_draft_above, is_referred_to
from quizzes.domain.usage import is_label_in_use, quizzes_using
from quizzes.models import Norm, Question, Quiz, Topic
from quizzes.views.bank import NormViewSet, QuestionViewSet, TopicViewSet
from quizzes.wagtail_hooks import QuizViewSet

# Wagtail's own reports answer questions that authors do not have.
HIDDEN_FROM_AUTHORS = {"reports"}

IN_USE = {
    Question: gettext_lazy(
        "This question was put into a quiz or shown to learners. Set its state to “retired” instead."
    ),
    Quiz: gettext_lazy("This quiz stands in a course or was published. Take its page off the course instead."),
    GlossaryTerm: gettext_lazy("Lessons explain this term. Take it out of them first."),
    Topic: gettext_lazy("This topic has questions, topics below it or places in quizzes. Move these first."),
    Norm: gettext_lazy("Lessons or questions cite this norm. Take it out of them first."),
}


def _term_panel(code: str, heading: Any) -> MultiFieldPanel:
    names = (f"term_{code}", f"abbreviation_{code}")
    row = FieldRowPanel([FieldPanel(name) for name in names])
    return MultiFieldPanel([row, FieldPanel(f"definition_{code}")], heading)


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "book"
    menu_label = gettext_lazy("Glossary")
    copy_view_enabled = False
    list_display = ("term_ru", "term_kk", "term_en", "key")
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            _term_panel("ru", gettext_lazy("Russian")),
            _term_panel("kk", gettext_lazy("Kazakh")),
            _term_panel("en", gettext_lazy("English")),
        ]
    )


class BankViewSetGroup(SnippetViewSetGroup):
    """What courses are made of besides pages."""

    menu_label = gettext_lazy("Question bank")
    menu_icon = "help"
    menu_order = 200
    items = (QuestionViewSet, QuizViewSet, TopicViewSet, NormViewSet, GlossaryViewSet)


register_snippet(BankViewSetGroup)


@hooks.register("construct_main_menu")
def keep_menu_short(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Authors see what they work with."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_FROM_AUTHORS]


@hooks.register("construct_page_chooser_queryset")
def offer_what_is_reached(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Links may lead to anything live; drafts of other teams are nobody else's business (ACC-12)."""
    return pages.filter(Q(live=True) | Q(pk__in=PagePermissionPolicy().explorable_instances(request.user).values("pk")))


@hooks.register("before_publish_page")
def refuse_unfinished(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page goes live only when nothing is missing; what was typed stays saved as a draft."""
    if not isinstance(page, TeachingPage) or not (problems := sentences(obstacles(page, by=_person(request)))):
        return None
    if page.first_published_at is None:
        # A page that is created and published in one step is stored as live before Wagtail asks.
        Page.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
    messages.error(request, _("The page was saved, but not published. Mend this first:"))
    for sentence in problems:
        messages.error(request, sentence)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_unfinished_pages(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """One page that may not go live keeps the whole list from it: nothing is half done (ACC-04)."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    below = action.cleaned_form.cleaned_data["include_descendants"]
    pages = [page for one in objects for page in ([one, *one.get_descendants()] if below else [one])]
    refused = 0
    for page in pages:
        for sentence in sentences(obstacles(page.specific, by=_person(request))):
            refused += 1
            messages.error(request, f"{page.title}: {sentence}")
    return redirect("wagtailadmin_explore", objects[0].get_parent().pk) if refused else None


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_unfinished(request: HttpRequest, page: Page) -> None:
    """Whoever sends a page for approval learns what is missing before the reviewer does."""
    if isinstance(page, TeachingPage) and "action-submit" in request.POST:
        for sentence in sentences(obstacles(page, by=None)):
            messages.warning(request, sentence)


@hooks.register("after_publish_page")
def warn_of_draft_above(request: HttpRequest, page: Page) -> None:
    """Nobody finds a page whose course or module is not live."""
    if isinstance(page, TeachingPage) and has_draft_above(page):
        messages.warning(request, _("Learners will find this page once the pages above it are published too."))


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_used(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """Nothing disappears that a quiz, a lesson or somebody's result refers to."""
    used = next((one for one in instances if type(one) in IN_USE and _is_in_use(one)), None)
    if used is None:
        return None
    messages.error(request, str(IN_USE[type(used)]))
    if isinstance(used, Question) and (
        names := [quiz.name for quiz in within_teams(quizzes_using(used), request.user)]
    ):
        messages.error(request, _("Quizzes: %(quizzes)s") % {"quizzes": "; ".join(names)})
    model: Any = type(used)
    return redirect(model.snippet_viewset.get_url_name("list"))


def _is_in_use(instance: Model) -> bool:
    if isinstance(instance, Norm) and LessonPage.objects.filter(norms=instance).exists():
        return True
    if isinstance(instance, Topic | Norm):
        return is_label_in_use(instance)
    return is_referred_to(instance)


def _person(request: HttpRequest) -> User:
    """Wagtail has let nobody in who is not signed in."""
    return cast(User, request.user)
