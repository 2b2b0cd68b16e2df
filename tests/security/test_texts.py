"""Text that people write: how long it may be (INP-01), and that it stays text wherever it is shown (INP-05, INP-06)."""

import json

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils import translation
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from accounts.models import User
from agencies.models import Agency, EmploymentSpell, Region
from core.tables.guard import guarded
from courses.models import Course, CourseItem, CoursePage, Module
from quizzes.bank_filters import LONGEST_SEARCH, found
from quizzes.domain.question_texts import rebuild_search_texts
from quizzes.models import Question, Quiz
from tests.factories import make_administrator, make_question
from tests.factories.pages import make_course_pages, make_indexes
from tests.factories.quizzes import single
from tests.security.routes import World, all_routes
from tests.security.test_access import client_of

LONGEST = 20_000
LONGEST_NAME = 150
# A tag, the end of an attribute, of a script, of a comment, of a template; ``alert`` would be run by a browser.
HOSTILE = "\"'><img src=x onerror=alert(1)></script>{{7*7}}${7*7}"
TAG = "<img src=x"
OURS = {
    config.label
    for config in apps.get_app_configs()
    if config.path.startswith(f"{settings.BASE_DIR}/") and ".venv" not in config.path
}
# Filled by the server only.
NOT_TYPED = {"quizzes.Question.search_text", "certificates.Paper.credential"} | {
    f"courses.SearchEntry.{name}" for name in ("text", "folded_title", "folded_text")
}


def test_inp_01_every_text_has_a_length():
    texts = [
        (f"{model._meta.label}.{field.name}", field)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
    ]

    endless = [name for name, field in texts if not field.max_length and name not in NOT_TYPED]
    too_long = [name for name, field in texts if (field.max_length or 0) > LONGEST]
    names = [
        name for name, field in texts if name.startswith("accounts.User.name_") and field.max_length > LONGEST_NAME
    ]
    assert (len(texts) > 100, endless, too_long, names) == (True, [], [], [])


@pytest.mark.django_db
def test_inp_01_a_search_reads_a_hundred_letters():
    question = make_question(single("Which report?"))
    rebuild_search_texts(Question.objects.all())
    everything = Question.objects.all()

    assert list(found(everything, "report " + " " * LONGEST_SEARCH + "nowhere")) == [question]
    assert list(found(everything, "report nowhere")) == []


def contentstate(url: str, text: str) -> str:
    """What the editor sends for a paragraph that is one link."""
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": len(text), "key": 0}],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    return json.dumps({"entityMap": {"0": entity}, "blocks": [block]})


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", " java\nscript:x"]
)
def test_inp_05_links_that_run_something_are_cut_on_the_server(url):
    stored = ContentstateConverter(["link", "bold"]).to_database_format(contentstate(url, "read"))

    assert "script" not in stored.lower()
    assert "data:" not in stored
    assert "read" in stored


@pytest.mark.parametrize("url", ["https://demo.example/", "mailto:a@demo.example", "/ru/"])
def test_inp_05_other_links_are_kept(url):
    assert f'href="{url}"' in ContentstateConverter(["link"]).to_database_format(contentstate(url, "read"))


def test_inp_05_what_looks_like_html_is_text():
    stored = ContentstateConverter(["link"]).to_database_format(contentstate("/ru/", HOSTILE))

    assert TAG not in stored
    assert "&lt;img" in stored


def poison() -> None:
    """Write the hostile text into everything that has a name in the demo country."""
    people = User.objects.all()
    people.update(**dict.fromkeys(("name_ru", "name_kk", "name_en"), HOSTILE))
    Agency.objects.update(**dict.fromkeys(("name_ru", "name_kk", "name_en", "short_name_ru", "short_name_kk"), HOSTILE))
    Region.objects.update(**dict.fromkeys(("name_ru", "name_kk", "name_en"), HOSTILE))
    EmploymentSpell.objects.update(post=HOSTILE)
    for model in (Course, Module, CourseItem):
        model.objects.update(titles=dict.fromkeys(("ru", "kk", "en"), HOSTILE))
    CoursePage.objects.update(title=HOSTILE, draft_title=HOSTILE, summary=HOSTILE)
    Quiz.objects.update(name=HOSTILE)
    Question.objects.update(case_ru=HOSTILE, feedback_ru=HOSTILE, source_ru=HOSTILE)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["learner", "coordinator", "superuser"])
def test_inp_06_hostile_names_stay_text_on_every_page(demo, kind):
    poison()
    client, world, shown = client_of(kind), World(), 0

    for route in all_routes():
        # Wagtail's own pages show what these three show; what is ours is looked at whole.
        if (kind == "superuser" and route.name.startswith("wagtail")) or "logout" in route.name:
            continue
        page = client.get(route.address(world))
        if page.status_code == 200 and page["Content-Type"].startswith("text/html") and not page.streaming:
            text = page.content.decode()
            assert TAG not in text, route.name
            assert "alert(1)></script>" not in text, route.name
            shown += "&lt;img src=x" in text or "\\u003Cimg" in text

    assert shown > 5


@pytest.mark.django_db
def test_exp_01_wagtails_own_csv_files_are_guarded(demo_page):
    client = Client()
    client.force_login(make_administrator())

    rows = b"".join(client.get("/admin/reports/aging-pages/", {"export": "csv"})).decode()

    assert guarded("=1+1") == "'=1+1"
    assert "'=1+1" in rows
    assert "\n=1+1" not in rows


@pytest.fixture
def demo_page():
    with translation.override("ru"):
        page = make_course_pages(indexes=make_indexes())["ru"]
    CoursePage.objects.filter(pk=page.pk).update(title="=1+1")
    return page
