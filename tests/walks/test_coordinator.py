"""Walk 3: a coordinator reads the figures of one region, takes them along as files, and sees nothing beyond."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

from agencies.models import Agency, Region
from courses.queries import open_items
from learning.choices import Evidence
from learning.domain.completion import complete_item
from tests.walks.conftest import use_language

pytestmark = pytest.mark.walk
REGION = "KZ-23"
# Columns of a table of figures.
COMPLETED, SHARE = 2, 3


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_region_to_agency_to_person(language, account, open_context, sign_in_by_hand, every_look, live_site):
    context = open_context(language)
    use_language(context, language, live_site)
    page = context.new_page()
    sign_in_by_hand(page, "atyrau", language)
    page.wait_for_url(f"**/{language}/reports/")
    region = getattr(Region.objects.get(code=REGION), f"name_{language}")

    assert [row[0] for row in table_rows(page)[:-1]] == [region]
    every_look(page, "regions")
    files_equal_the_screen(page)

    page.locator("tbody th a").first.click()
    page.wait_for_url(f"**/agencies/?*region={REGION}*")
    every_look(page, "agencies")
    files_equal_the_screen(page)

    agency = busiest(page)
    page.get_by_role("link", name=agency, exact=True).click()
    page.wait_for_url("**/agencies/*/**")
    every_look(page, "people")
    people_equal_the_file(page)
    page.locator(".govuk-breadcrumbs a").last.click()
    page.wait_for_url(f"**/agencies/?*region={REGION}*")


def test_other_scopes_do_not_exist_for_the_region(account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("atyrau"))
    foreign = Agency.objects.exclude(region__code=REGION).filter(region__isnull=False).first()
    addresses = [
        f"/ru/reports/?region={foreign.region.code}",
        f"/ru/reports/agencies/?region={foreign.region.code}",
        f"/ru/reports/agencies/?agency={foreign.code}",
        f"/ru/reports/agencies/{foreign.code}/",
    ]

    for address in addresses:
        for ending in ("", "format=xlsx", "format=csv"):
            glue = "&" if "?" in address else "?"
            assert context.request.get(f"{address}{glue}{ending}").status == 404, address


def test_a_completion_shows_on_the_very_next_load(account, open_context, sign_in):
    context = open_context()
    sign_in(context, account("atyrau"))
    page = context.new_page()
    page.goto("/ru/reports/")
    before = table_rows(page)[-1]

    for item in open_items().filter(module__course__slug="upr"):
        complete_item(account("gulbahram"), item, evidence=Evidence.READ, language="kk", now=timezone.now())
    page.reload()

    assert table_rows(page)[-1][COMPLETED] == before[COMPLETED] + 1


def busiest(page: Page) -> str:
    """The agency on the screen with the most people obliged."""
    return max(table_rows(page)[:-1], key=lambda row: row[1])[0]


def table_rows(page: Page) -> list[list]:
    """The table of figures as the screen shows it, its total last; shares in per cent, None where there is a dash."""
    texts = page.locator(".el-table-region tbody tr, .el-table-region tfoot tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return [figures(row, whole_number, percent) for row in texts]


def figures(row: list, number: Callable[[Any], int], share: Callable[[Any], float | None]) -> list:
    """A row's name, numbers and share in per cent, whatever it was read from."""
    cells = [share(cell) if place == SHARE else number(cell) for place, cell in enumerate(row[1:], start=1)]
    return [row[0].strip(), *cells]


def files_equal_the_screen(page: Page) -> None:
    """XLSX and CSV hold the very rows and totals of the page."""
    shown = table_rows(page)
    sheet = [figures(row, int, sheet_percent) for row in xlsx_rows(page)[-len(shown) :]]
    text = [figures(row, int, percent) for row in csv_rows(page)[-len(shown) :]]
    assert sheet == shown
    assert text == shown


def people_equal_the_file(page: Page) -> None:
    """The list of people: names and courses in the files are those of the page, in its order."""
    shown = page.locator(".el-table tbody tr").evaluate_all(
        "rows => rows.map(row => [0, 1, 2].map(place => row.cells[place].innerText.trim()))"
    )
    assert shown
    assert [row[:3] for row in xlsx_rows(page)[-len(shown) :]] == shown
    assert [row[:3] for row in csv_rows(page)[-len(shown) :]] == shown


def download(page: Page, ending: str) -> bytes:
    """The file behind the entry of the menu "Download", by the mouse."""
    page.locator(".el-menu summary").click()
    with page.expect_download() as started:
        page.locator(f".el-menu a[href*='format={ending}']").click()
    assert re.fullmatch(rf"completion_[\w-]+_\d{{4}}-\d\d-\d\d\.{ending}", started.value.suggested_filename)
    page.keyboard.press("Escape")
    return started.value.path().read_bytes()


def xlsx_rows(page: Page) -> list[list]:
    """The rows of the one sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(download(page, "xlsx")))
    return book.get_sheet_by_index(0).to_python()


def csv_rows(page: Page) -> list[list[str]]:
    """The rows as a Russian Excel parts them."""
    return list(csv.reader(io.StringIO(download(page, "csv").decode("utf-8-sig"), newline=""), delimiter=";"))


def whole_number(text: str) -> int:
    """A count without the blanks between its thousands."""
    return int(re.sub(r"\s", "", text))


def percent(text: str) -> float | None:
    """What stands before the per cent sign."""
    found = re.search(r"(\d+)(?:[.,](\d+))?\s*%", text)
    return float(f"{found[1]}.{found[2] or 0}") if found else None


def sheet_percent(ratio: float | str) -> float | None:
    """A ratio of a cell as the screen writes it."""
    return None if ratio == "" else round(ratio * 100, 1)
