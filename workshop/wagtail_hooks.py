"""The workshop in the Wagtail admin: its addresses, the first screen, the menu."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, WorkflowState

from workshop.views.boards import MyCoursesPanel

# The tree of pages: authors go by their courses instead.
TREE = "explorer"
GUIDE = "trainers-guide"


@hooks.register("register_admin_urls")
def workshop_urls() -> list[URLResolver]:
    """The workshop's screens."""
    return [path("workshop/", include("workshop.admin_urls"))]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """The few rules of the workshop's screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("workshop/admin.css"))


@hooks.register("insert_editor_js")
def paste_from_word() -> SafeString:
    """Texts that come from Word."""
    return format_html('<script src="{}" defer></script>', static("workshop/word_paste.js"))


@hooks.register("before_edit_page")
def look_up_approval_once(request: HttpRequest, page: Page) -> None:
    """Wagtail asks a dozen times whether a page is in approval; while it is only looked at, one answer holds."""
    if request.method == "GET":
        states = WorkflowState.objects.active().select_related("current_task_state__task")
        prefetch_related_objects([page], Prefetch("_specific_workflow_states", states, "_current_workflow_states"))


@hooks.register("construct_homepage_panels")
def my_courses(request: HttpRequest, panels: list[Any]) -> None:
    """One screen instead of Wagtail's several lists of the same."""
    panels[:] = [MyCoursesPanel()]


@hooks.register("construct_homepage_summary_items")
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many pages a site has helps nobody to do anything."""
    items.clear()


@hooks.register("register_admin_menu_item")
def my_courses_menu_item() -> MenuItem:
    """The way back to the first screen."""
    return MenuItem(
        gettext_lazy("My courses"), reverse_lazy("wagtailadmin_home"), icon_name="folder-open-inverse", order=1
    )


@hooks.register("register_help_menu_item")
def guide_menu_item() -> MenuItem:
    """How all this is done."""
    return MenuItem(gettext_lazy("Guide for trainers"), reverse_lazy("workshop:guide"), name=GUIDE, icon_name="help")


@hooks.register("construct_help_menu")
def own_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own help leads to other hosts."""
    menu_items[:] = [item for item in menu_items if item.name == GUIDE]


@hooks.register("construct_main_menu")
def no_tree(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Whoever works on courses alone finds them on the first screen."""
    if not request.user.has_perm("agencies.change_region"):
        menu_items[:] = [item for item in menu_items if item.name != TREE]
