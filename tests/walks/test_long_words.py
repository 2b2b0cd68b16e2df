"""Every label twice as long, on a phone: nothing is cut off and nothing scrolls sideways (ux 68)."""

import pytest
from django.utils.translation import trans_real

from courses.choices import ItemKind
from courses.models import CourseItem
from learning.addresses import item_url
from tests.walks.conftest import use_language
from tests.walks.test_small_screen import TOO_WIDE

pytestmark = pytest.mark.walk
# Text that its own box cuts: wider or higher than what is shown of it.
CUT_OFF = """() => [...document.querySelectorAll("button, a, th, label, legend, summary, h1, h2, h3, .el-tag")].filter(one => {
    if (one.closest(".govuk-visually-hidden, .govuk-skip-link")) return false; // shown in full when they are shown
    const style = getComputedStyle(one);
    const hides = style.overflowX !== "visible" || style.textOverflow === "ellipsis";
    return hides && one.offsetParent && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 120))"""


def twice(text: str) -> str:
    """The text two times; as it is where a value would be missing for the second."""
    return text if not text.strip() or "%s" in text or "%d" in text else f"{text} {text}"


@pytest.fixture
def doubled(monkeypatch):
    """Every translated text of the Russian interface comes out twice as long, as a pseudo-locale's does."""
    catalogue = trans_real.translation("ru")
    one, many = catalogue.gettext, catalogue.ngettext
    monkeypatch.setattr(catalogue, "gettext", lambda message: twice(one(message)), raising=False)
    monkeypatch.setattr(
        catalogue, "ngettext", lambda single, plural, number: twice(many(single, plural, number)), raising=False
    )


def test_labels_of_twice_the_length_fit_a_phone(doubled, account, open_context, sign_in, live_site):
    lesson = CourseItem.objects.filter(kind=ItemKind.LESSON, module__course__slug="upr").select_related(
        "module__course"
    )[0]
    quiz = CourseItem.objects.select_related("module__course").get(
        kind=ItemKind.QUIZ, is_pretest=False, module__course__slug="upr"
    )
    faults = {}
    for login, paths in (
        (None, ["/ru/", "/accounts/login/", "/ru/certificates/check/", "/ru/search/?q=a", "/ru/glossary/"]),
        ("gulbahram", ["/ru/learning/", "/ru/courses/upr/", item_url(lesson), item_url(quiz), "/ru/learning/record/"]),
        ("country", ["/ru/reports/", "/ru/reports/agencies/?region=KZ-23"]),
    ):
        context = open_context("ru", size=(360, 640))
        use_language(context, "ru", live_site)
        if login:
            sign_in(context, account(login))
        page = context.new_page()
        for path in paths:
            assert page.goto(path).ok, path
            if found := page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF):
                faults[path] = found
    assert "Поиск Поиск" in page.content()
    assert faults == {}
