"""The country's coordinator: everything that matters on the first screen, pictures by keyboard, a comparison (ux 85, 93, 94)."""

import pytest

from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 640}
LEAST_LETTERS = 12
# How high the letters of a picture are on the screen, in pixels.
LETTERS = """picture => parseFloat(getComputedStyle(picture.querySelector('text')).fontSize)
  * picture.getBoundingClientRect().width / picture.viewBox.baseVal.width"""


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_dashboard_reads_and_leads_on(language, account, open_context, sign_in, every_look, live_site):
    context = open_context(language)
    use_language(context, language, live_site)
    sign_in(context, account("country"))
    page = context.new_page()
    page.set_viewport_size(OFFICE)
    page.goto(f"/{language}/reports/")

    for part in (".el-kpi__item >> nth=0", ".el-kpi__item >> nth=1", ".el-kpi__item >> nth=2", ".el-regions"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= OFFICE["height"], part
    assert page.locator(".el-regions a").count() == page.locator(".el-tiles a").count() == 20
    every_look(page, "dashboard")

    for picture in (".el-regions", ".el-chart:visible"):
        assert page.locator(picture).evaluate(LETTERS) >= LEAST_LETTERS, picture

    quarter = page.locator("#compare option[value*='-Q']").nth(1).get_attribute("value")
    page.locator("#compare").select_option(quarter)
    page.locator(".el-filters__button").click()
    page.wait_for_url("**compare=*")
    assert page.locator(".el-pairs__way").evaluate_all(
        "ways => ways.some(way => way.getAttribute('x1') !== way.getAttribute('x2'))"
    )
    table = page.locator(".el-table-region").first
    assert table.evaluate("region => region.scrollWidth <= region.clientWidth"), (
        "before and difference are out of sight"
    )
    every_look(page, "comparison")

    page.locator(".el-regions a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/?*region=KZ-*")


def test_letters_of_the_trend_are_legible_on_a_phone(account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("country"))
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto("/ru/reports/")

    assert page.locator(".el-chart:visible").count() == 1
    assert page.locator(".el-chart:visible").evaluate(LETTERS) >= LEAST_LETTERS


def test_a_region_sees_only_itself_on_the_map(account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("atyrau"))
    page = context.new_page()
    page.goto("/ru/reports/")

    assert page.locator(".el-regions a").count() == 1
    assert page.locator(".el-regions text").count() == 1


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_overdue_people_can_be_reminded(language, account, open_context, sign_in, every_look, live_site):
    context = open_context(language)
    use_language(context, language, live_site)
    sign_in(context, account("country"))
    page = context.new_page()
    page.goto(f"/{language}/reports/")
    page.locator(".el-kpi__note a").click()
    page.wait_for_url("**/reminders/overdue/**")
    number = page.locator("tbody tr").count()
    every_look(page, "overdue")

    page.locator("main a.govuk-button").click()
    page.wait_for_url(f"**/{language}/reminders/**")
    every_look(page, "remind")
    page.locator("main form[method=post] button").click()
    page.wait_for_url("**/reminders/log/")
    every_look(page, "reminders-log")
    assert number > 0
