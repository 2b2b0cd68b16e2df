"""What a screen reader is given: names, groups, states and what is said by itself (ux 59; WCAG 1.1.1, 1.3.1, 4.1.2, 4.1.3)."""

import re

import pytest

from quizzes.models import Response
from tests.walks.taking import OpenQuiz, address, choose, expect_state, quiz_opener, singles
from tests.walks.test_quiz_timer import limit_to
from tests.walks.tree import heard, names
from tests.walks.views import OFFICE, PHONE

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
# What the map knows; the table also counts agencies without a region.
REGIONS = "tbody tr:has(a[href*='region=KZ-'])"
MAP = {"ru": "Карта: Доля завершивших по регионам", "kk": "Карта: Өңірлер бойынша аяқтағандар үлесі"}
SHARE = {"ru": "{name}: {completed} из {obliged} ({percent})", "kk": "{name}: {completed} / {obliged} ({percent})"}
TREND = {
    "ru": r"Доля завершивших на конец каждого месяца\. \d\d\.\d{4}: \d+ из \d+ \(\d+,\d\s%\)",
    "kk": r"Әр айдың соңындағы аяқтағандар үлесі\. \d\d\.\d{4}: \d+ / \d+ \(\d+,\d\s%\)",
}
CELLS = {
    "ru": ["Вопрос 1, не отвечен", "Вопрос 2, отвечен", "Вопрос 3, отвечен, отмечен, чтобы вернуться"],
    "kk": [
        "Сұрақ 1, жауап берілмеген",
        "Сұрақ 2, жауап берілген",
        "Сұрақ 3, жауап берілген, кейін оралу үшін белгіленген",
    ],
}


@pytest.fixture
def open_quiz(open_context, sign_in) -> OpenQuiz:
    """``open_quiz(question, …)``: an attempt just begun, and tabs of its learner."""
    return quiz_opener(open_context, sign_in)


@pytest.fixture
def figures(account, open_context, sign_in):
    """``figures("kk", (360, 640))``: the country's figures in a tab."""

    def open_figures(language, size):
        context = open_context(language, size=size)
        sign_in(context, account("country"))
        page = context.new_page()
        page.goto(f"/{language}/reports/")
        return page

    return open_figures


def rows_of(page, rows=".el-table-region tbody tr") -> list[dict[str, str]]:
    """The table's rows, as they stand there."""
    cells = page.locator(rows).evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return [
        {"name": name, "obliged": obliged, "completed": completed, "percent": re.search(r"\((.*)\)", share)[1]}
        for name, obliged, completed, share, *_rest in cells
    ]


@pytest.mark.parametrize("size", [OFFICE, PHONE])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wcag_1_1_1_every_region_is_named_with_the_figures_of_its_row(language, size, figures):
    page = figures(language, size)
    picture = ".el-regions" if size == OFFICE else ".el-tiles"

    found = names(page, "link", picture)

    assert len(found) == 20
    assert sorted(name.split("; ")[0] for name in found) == sorted(
        SHARE[language].format(**row) for row in rows_of(page, REGIONS)
    )
    assert names(page, "group", ".el-figure-box") == [MAP[language]] * (size == OFFICE)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wcag_1_1_1_trend_and_comparison_are_told_in_words_and_in_a_table(language, figures):
    page = figures(language, OFFICE)
    (trend,) = names(page, "image")
    assert re.fullmatch(TREND[language], trend)
    months = page.locator("figure:has(.el-chart) tbody tr")
    assert months.last.locator("th, td").all_text_contents() == trend.split(". ", 1)[1].split(": ", 1)

    quarter = page.locator("#compare option[value*='-Q']").nth(1).get_attribute("value")
    page.goto(f"{page.url}?compare={quarter}")
    pairs = page.locator(".el-pairs__row").evaluate_all("rows => rows.map(row => row.innerText.split('\\n'))")
    table = {row["name"]: row["percent"] for row in rows_of(page)}
    assert {name: values.split(" → ")[1] for name, values in pairs} == table
    assert len(names(page, "image", ".el-pairs")) == 0


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wcag_1_3_1_question_is_a_group_and_its_map_tells_every_state(language, open_quiz):
    attempt, (page,) = open_quiz(*singles(3))
    Response.objects.filter(attempt=attempt, position__gt=1).update(answer={"p1": "right"})
    Response.objects.filter(attempt=attempt, position=3).update(is_flagged=True)
    page.goto(address(attempt, 1).replace("/ru/", f"/{language}/"))

    assert names(page, "group", ".el-question")[0] == f"Question 1? [{language}]"
    assert names(page, "radio", ".el-question fieldset") == page.locator(".el-option__label").all_inner_texts()
    assert names(page, "button", ".el-map")[:3] == CELLS[language]


def test_wcag_4_1_3_save_status_and_time_are_said_politely(open_quiz):
    attempt, (page,) = open_quiz(*singles(2))
    limit_to(attempt, minutes=30)
    page.reload()
    choose(page, "right")
    expect_state(page, "saved")

    (status,) = heard(page, "status", "main")
    (timer,) = heard(page, "timer", "main")

    assert (status.properties["live"], page.locator("[data-save-status]").inner_text()[:9]) == ("polite", "Сохранено")
    assert timer.properties.get("live", "off") == "off"
    assert page.locator("[data-timer-notice]").get_attribute("aria-live") == "polite"
