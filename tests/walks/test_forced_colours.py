"""With the system's own high-contrast colours every state is still told by a line, a shape or a word (ux 60)."""

import pytest
from playwright.sync_api import Locator, Page

from quizzes.models import Response
from tests.walks.probes import stops_of
from tests.walks.taking import OpenQuiz, address, choose, expect_state, quiz_opener, singles

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
# Both kinds of themes that systems offer.
SCHEMES = ("light", "dark")
LEAST_CONTRAST = 3.0
# The contrast of two colours of an element, as WCAG counts it.
CONTRAST = """(one, [first, second]) => {
    const style = getComputedStyle(one);
    const luminance = name => {
        const [red, green, blue] = style[name].match(/[\\d.]+/g).map(value => value / 255)
            .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [dark, light] = [luminance(first), luminance(second)].sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
}"""


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner."""
    return quiz_opener(open_context, sign_in)


def style_of(element: Locator, name: str, part: str | None = None) -> str:
    """The computed value, of the element itself or of ``::after``."""
    return element.evaluate("(one, [name, part]) => getComputedStyle(one, part)[name]", [name, part])


def force_colours(page: Page, scheme: str) -> None:
    """As Windows' contrast themes do."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chosen_answer_and_cells_of_the_map_are_told_apart(scheme, open_quiz):
    attempt, (page,) = open_quiz(*singles(4))
    Response.objects.filter(attempt=attempt, position=2).update(answer={"p1": "right"})
    Response.objects.filter(attempt=attempt, position=3).update(is_flagged=True)
    page.goto(address(attempt, 1))
    force_colours(page, scheme)
    choose(page, "right")
    expect_state(page, "saved")

    chosen, other = (
        page.locator(f"input{state} + .el-option__label").first for state in (":checked", ":not(:checked)")
    )
    assert (style_of(chosen, "borderTopWidth"), style_of(other, "borderTopWidth")) == ("4px", "1px")
    assert style_of(chosen, "borderTopColor") != style_of(other, "borderTopColor")
    cells = page.locator(".el-map__cell")
    lines = [(style_of(cell, "borderTopStyle"), style_of(cell, "borderBottomWidth")) for cell in cells.all()]
    assert lines == [("double", "6px"), ("solid", "6px"), ("solid", "1px"), ("solid", "1px")]
    assert [style_of(cell, "content", "::after") for cell in cells.all()] == ["none", "none", '""', "none"]
    assert style_of(cells.nth(2), "backgroundColor", "::after") == style_of(cells.nth(2), "color")
    page.keyboard.press("Escape")
    assert all(stop.is_ringed for stop in stops_of(page))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figures_are_told_apart(scheme, account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("country"))
    page = context.new_page()
    page.goto("/ru/reports/")
    force_colours(page, scheme)

    for bar in page.locator(".el-bar").all()[:3]:
        whole, part = bar.locator(".el-bar__whole"), bar.locator(".el-bar__part")
        assert style_of(whole, "fill") != style_of(part, "fill") == style_of(whole, "stroke")
    steps = page.locator(".el-legend__mark")
    assert len({style_of(step, "backgroundColor") for step in steps.all()}) >= 5
    for unit in page.locator(".el-regions__link text").all():
        assert unit.evaluate(CONTRAST, ["fill", "color"]) == 1  # the number takes the ink that belongs to its ground
    for region in page.locator(".el-regions__link:not(.el-step-none)").all():
        assert region.evaluate(CONTRAST, ["color", "fill"]) >= LEAST_CONTRAST
    for unit in page.locator(".el-regions__link .el-regions__unit").all():
        assert style_of(unit, "strokeWidth") == "1px"
        assert style_of(unit, "stroke") != style_of(unit, "fill")
    for tile in page.locator(".el-tiles__link").all():
        assert style_of(tile, "borderTopStyle") == "solid"


def test_words_of_state_keep_frame_and_sign(account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("gulbahram"))
    page = context.new_page()
    page.goto("/ru/learning/")
    force_colours(page, "light")

    tags = page.locator(".el-tag")
    assert tags.count() > 0
    for tag in tags.all():
        assert tag.inner_text().strip() in {"Не начато", "Начато", "Пройдено", "Не сдано"}
        assert style_of(tag, "borderTopStyle") == "solid"
        assert tag.evaluate(CONTRAST, ["color", "backgroundColor"]) >= 4.5
        assert style_of(tag.locator(".el-icon"), "color") == style_of(tag, "color")


def test_only_the_current_entry_of_a_menu_is_underlined(account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("gulbahram"))
    page = context.new_page()
    page.goto("/ru/learning/")
    force_colours(page, "dark")
    ground = style_of(page.locator("body"), "backgroundColor")

    for entry in page.locator(".el-navigation__link, .el-switch__choice, .el-account__sign-out").all():
        is_current = entry.get_attribute("aria-current") is not None
        assert (style_of(entry, "borderBottomColor") != ground) == is_current, entry.inner_text()
