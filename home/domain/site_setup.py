"""The bones of a new site: languages, home pages, the list of courses, standard pages, groups."""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from core.localisation import FALLBACK_ORDER
from courses.models import CourseIndexPage
from home.domain.editors import set_up_editors
from home.domain.site_texts import COURSES, HOME, STANDARD_PAGES, PageText
from home.models import HomePage, StandardPage
from home.public_texts import public_pages

AnyPage = TypeVar("AnyPage", bound=Page)

DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def set_up_site() -> None:
    """Make what is missing; what is there keeps its texts, so it may run at every start.

    Afterwards each language has a home page with the list of courses and the standard pages, all language versions
    of a page share one translation key, and the groups have the rights that ``editors`` lists.
    """
    homes = _home_pages()
    _point_site_at(homes["ru"])
    indexes = _below(homes, CourseIndexPage, "courses", COURSES)
    for slug, texts in {**STANDARD_PAGES, **public_pages()}.items():
        _below(homes, StandardPage, slug, texts)
    set_up_editors(homes.values(), indexes.values())


def _home_pages() -> dict[str, HomePage]:
    root = Page.get_first_root_node()
    homes: dict[str, HomePage] = {}
    for code in FALLBACK_ORDER:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        homes[code] = HomePage.objects.filter(locale=locale).first() or _add(
            root, HomePage, f"home-{code}", HOME[code], locale, homes.get("ru")
        )
    return homes


def _below(
    homes: Mapping[str, HomePage], model: type[AnyPage], slug: str, texts: Mapping[str, PageText]
) -> dict[str, AnyPage]:
    pages: dict[str, AnyPage] = {}
    for code, home in homes.items():
        pages[code] = model.objects.child_of(home).filter(slug=slug).first() or _add(
            home, model, slug, texts[code], home.locale, pages.get("ru")
        )
    return pages


def _add(
    parent: Page, model: type[AnyPage], slug: str, text: PageText, locale: Locale, russian: AnyPage | None
) -> AnyPage:
    page = model(title=text.title, slug=slug, intro=text.intro, locale=locale)
    if text.body:
        page.body = text.body
    if text.is_timeline:
        page.is_timeline = True
    if russian:
        page.translation_key = russian.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _point_site_at(home: HomePage) -> None:
    """Make ``home`` what visitors see, at the address the settings name, and remove Wagtail's welcome page."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or DEFAULT_PORTS[address.scheme],
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )
    for welcome in Page.objects.filter(depth=2).exact_type(Page):
        welcome.delete()
