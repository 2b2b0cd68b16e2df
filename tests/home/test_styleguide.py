"""The style guide shows every component by the site's own templates, and asks the database for none of it."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from courses.blocks import LESSON_BLOCKS
from home.styleguide.contents import GROUPS
from home.styleguide.samples import COLOURS, ICONS
from tests.elearn.test_tokens import THEMES

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TEMPLATES = settings.BASE_DIR / "templates"
# Components that the page does not show, each with the reason.
NOT_SHOWN = {"components/account_navigation.html": "asks the database how one can sign in"}
ENTRIES = {slug: entry for group in GROUPS for slug, entry in group.entries.items()}


def templates_of(client: Client) -> set[str]:
    """The names of all templates that made the page."""
    return {template.name for template in client.get("/ru/styleguide/").templates}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_it_and_no_search_engine_keeps_it(client, language):
    page = client.get(f"/{language}/styleguide/")

    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"
    with translation.override(language):
        names = [str(entry.title) for entry in ENTRIES.values()]
    assert [name for name in names if name not in page.content.decode()] == []


def test_every_component_is_shown_or_says_why_not(client):
    components = {str(file.relative_to(TEMPLATES)) for file in (TEMPLATES / "components").glob("*.html")}

    assert components - templates_of(client) == NOT_SHOWN.keys()


def test_every_entry_names_a_file_that_is_there_and_made_the_page(client):
    files = {entry.file for entry in ENTRIES.values()}
    sheets = {name for name in files if name.endswith(".scss")}

    assert [name for name in sheets if not (settings.BASE_DIR / name).exists()] == []
    assert files - sheets - templates_of(client) == set()


def test_every_block_of_a_lesson_has_an_entry():
    lesson = next(group for group in GROUPS if group.slug == "lesson")

    assert [name for name, _block in LESSON_BLOCKS if name not in lesson.entries] == []


def test_every_colour_and_every_icon_is_shown():
    icons = (settings.BASE_DIR / "elearn/static/elearn/icons.svg").read_text()

    assert sorted(COLOURS) == sorted(THEMES["light"])
    assert sorted(ICONS) == sorted(re.findall(r'<symbol id="([a-z-]+)"', icons))


def test_every_anchor_is_there_once(client):
    page = client.get("/ru/styleguide/").content.decode()
    anchors = Counter(re.findall(r'\sid="([^"]+)"', page))

    assert [anchor for anchor, times in anchors.items() if times > 1] == []
    assert [slug for slug in ENTRIES if slug not in anchors] == []


def test_it_asks_the_database_nothing(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/ru/styleguide/")

    assert list(asked) == []
