"""The front door."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from courses.models.pages import TITLE_PANEL

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(Page):
    """What a visitor sees first, one per language."""

    intro = models.TextField(_("introduction"), max_length=20_000, blank=True)
    body = RichTextField(_("text"), max_length=20_000, blank=True, features=TEXT_FEATURES)

    content_panels = [TITLE_PANEL, FieldPanel("intro"), FieldPanel("body")]
    promote_panels: list = []
    private_page_options: list[str] = []
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CourseIndexPage", "home.StandardPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")


class StandardPage(Page):
    """A page of plain text: about, accessibility statement, help."""

    intro = models.TextField(_("introduction"), max_length=20_000, blank=True)
    body = RichTextField(_("text"), max_length=20_000, features=TEXT_FEATURES)

    is_timeline = models.BooleanField(
        _("numbered lists are a line of time"), default=False, help_text=_("Each point begins with its date in bold.")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body"), FieldPanel("is_timeline")]
    private_page_options: list[str] = []
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("text page")
