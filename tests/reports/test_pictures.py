"""Pictures: the same numbers as the rows, in five classes, nothing of anybody else's regions (ux 85, 93, 94, C17)."""

import io
import itertools
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader

from core.figures import Share
from core.tables import Column, Table, pdf_bytes
from reports.domain.trends import below_target, monthly_shares, points_between, share_before, with_before
from reports.pictures.comparison import pairs_of
from reports.pictures.printed import printed_map
from reports.pictures.regions import country_of
from reports.pictures.steps import legend, step_of
from reports.pictures.trend import NARROW, trend_of
from reports.queries import Figures, FiguresRow
from tests.factories import make_agency, make_coordinator, make_course, make_duty, make_learner, make_region
from tests.reports.conftest import TODAY

ATYRAU, ASTANA = "KZ-23", "KZ-71"


def row(code, compliant, obliged, before=None):
    figures = None if before is None else Figures(obliged=before[1], compliant=before[0])
    return FiguresRow(code, code, Figures(obliged=obliged, compliant=compliant), figures)


@pytest.mark.parametrize(
    ("part", "whole", "step"),
    [
        (0, 10, "1"),
        (499, 1000, "1"),
        (50, 100, "2"),
        (649, 1000, "2"),
        (65, 100, "3"),
        (799, 1000, "3"),
        (8, 10, "4"),
        (9, 10, "5"),
        (10, 10, "5"),
        (0, 0, "none"),
    ],
)
def test_classes_have_fixed_bounds(part, whole, step):
    assert step_of(Share(part, whole)) == step


def test_legend_names_every_class():
    with translation.override("en"):
        assert [words for _step, words in legend()][:5] == [
            "< 50%",
            "50% – 65%",
            "65% – 80%",
            "80% – 90%",
            "90% – 100%",
        ]
        assert [step for step, _words in legend()] == ["1", "2", "3", "4", "5", "none"]


def test_country_has_twenty_units_and_figures_of_the_given_rows_only():
    country = country_of({ATYRAU: row(ATYRAU, 412, 530), ASTANA: row(ASTANA, 0, 0)})

    units = {unit.code: unit for unit in country.units}
    assert len(units) == len({(unit.tile_row, unit.tile_column) for unit in country.units}) == 20
    assert (units[ATYRAU].label, units[ATYRAU].step) == ("77", "3")
    assert (units[ASTANA].label, units[ASTANA].step, units[ASTANA].outline) == ("", "none", "")
    assert {unit.code for unit in country.units if unit.row} == {ATYRAU, ASTANA}
    assert [unit.outline == "" for unit in country.units[-3:]] == [True] * 3


def test_less_than_everybody_is_never_a_hundred_on_the_map():
    country = country_of({ATYRAU: row(ATYRAU, 9999, 10000)})

    assert next(unit.label for unit in country.units if unit.row) == "99"


def test_no_number_on_the_map_lies_on_another_or_on_a_city():
    country = country_of({ATYRAU: row(ATYRAU, 1, 1)})
    width, height = 38, 24  # of "100" in units of the map

    for one, other in itertools.combinations(country.units, 2):
        reach = height / 2 + country.city_radius if not other.outline else height
        wide = width / 2 + country.city_radius if not other.outline else width
        assert abs(one.x - other.x) >= wide or abs(one.y - other.y) >= reach, (one.code, other.code)


def test_regions_of_no_map_make_no_picture():
    assert country_of({"X1": row("X1", 1, 2)}) is None


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_map_is_drawn_in_numbers_any_browser_reads(language):
    with translation.override(language):
        country = country_of({ATYRAU: row("Strange <b>", 1234, 2345)})
        html = render_to_string(
            "reports/_map.html",
            {"country": country, "below_address": "/x/", "legend": legend(), "parameters": QueryDict()},
        )

    svg = BeautifulSoup(html, "html.parser").svg
    (link,) = svg.find_all("a")
    assert svg["viewbox"] == "0 0 1000 568"
    assert link["aria-label"].startswith("Strange <b>: 1")
    assert len(svg.find_all(fill="url(#el-hatch)")) == 19
    assert not re.search(r' (?:cx|cy|x|y)="[^"]*[^0-9."]', html)


def test_trend_is_a_line_from_first_to_last_month():
    months = [(date(2026, month, 1), Share(month, 10)) for month in range(1, 11)]

    trend = trend_of(months, target=80)

    assert [point.x for point in trend.points][:: len(months) - 1] == [52, 648]
    assert (trend.last.y, trend.target_y, trend.grid[0]) == (14, 56.4, (0, 226))
    assert [point.month.month for point in trend.points if point.has_label] == [2, 4, 6, 8, 10]
    assert trend.line.split()[-1] == "648,14"


def test_trend_for_phones_is_as_high_but_names_fewer_months():
    months = [(date(2026, month, 1), Share(month, 10)) for month in range(1, 11)]

    trend = trend_of(months, target=80, width=NARROW)

    assert ([point.x for point in trend.points][:: len(months) - 1], trend.last.y) == ([52, 288], 14)
    assert [point.month.month for point in trend.points if point.has_label] == [2, 6, 10]


def test_trend_leaves_out_months_of_nobody_and_needs_two():
    months = [(date(2026, 1, 1), Share(0, 0)), (date(2026, 2, 1), Share(1, 2)), (date(2026, 3, 1), Share(1, 1))]

    assert [point.month.month for point in trend_of(months, target=80).points] == [2, 3]
    assert trend_of(months[:2], target=80) is None


def test_pairs_come_with_the_lowest_share_first():
    rows = [row("b", 9, 10, (5, 10)), row("a", 1, 10, (0, 0)), row("none", 0, 0, (0, 0)), row("new", 0, 0, (1, 1))]

    assert [(one.name, one.before.part, one.now.part) for one in pairs_of(rows)] == [
        ("a", 0, 1),
        ("b", 5, 9),
        ("new", 1, 0),
    ]
    assert pairs_of([row("a", 1, 10)]) == []


def test_below_the_target_are_counted_of_those_with_anybody_obliged():
    rows = [row("a", 8, 10), row("b", 7, 10), row("c", 0, 0), row("d", 1, 10), row("e", 2, 20)]

    below = below_target(rows, target=80)

    assert ([one.code for one in below.rows], below.counted) == (["e", "d", "b"], 4)


def test_differences_are_of_the_shares_as_written():
    assert str(points_between(Share(1, 3), Share(2, 3))) == "33.4"
    assert points_between(Share(0, 0), Share(1, 1)) is None
    rows = with_before([row("a", 2, 3), row("b", 0, 0)], [row("a", 1, 3)])
    assert [(str(one.change), one.before) for one in rows] == [
        ("33.4", Figures(obliged=3, compliant=1)),
        ("None", Figures()),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["country", "region", "agency"])
def test_months_are_those_of_the_chosen_places(scope, filter_for, at):
    course, north = make_course(), make_agency(region=make_region())
    south = make_agency(region=make_region())
    make_duty(make_learner(agency=north), course, completed_at=at("2026-10-05"))
    make_duty(make_learner(agency=north), course)
    make_duty(make_learner(agency=south), course, since=date(2026, 10, 1))
    viewers = {"country": {}, "region": {"region": north.region}, "agency": {"agency": north}}

    series = monthly_shares(filter_for(make_coordinator(**viewers[scope])), today=TODAY)

    stranger = scope == "country"
    assert series == [
        (date(2026, 9, 1), Share(0, 2)),
        (date(2026, 10, 1), Share(1, 2 + stranger)),
        (date(2026, 11, 1), Share(1, 2 + stranger)),
    ]


@pytest.mark.django_db
def test_the_quarter_before_is_that_of_the_shown_day(filter_for, at):
    agency = make_agency(region=make_region())
    make_duty(make_learner(agency=agency), make_course(), since=date(2026, 5, 1), completed_at=at("2026-08-05"))
    viewer = make_coordinator()

    for period, expected in ((None, Share(1, 1)), ("2026-Q3", Share(0, 1)), ("2026-Q2", Share(0, 0))):
        chosen = filter_for(viewer, **({"period": period} if period else {}))
        series = monthly_shares(chosen, today=TODAY)
        assert share_before(chosen, series, today=TODAY) == expected


@pytest.mark.django_db
def test_the_series_ends_with_the_shown_month_and_has_two_years_at_most(filter_for, django_assert_num_queries):
    agency = make_agency(region=make_region())
    make_duty(make_learner(agency=agency), make_course(), since=date(2023, 1, 1))
    chosen = filter_for(make_coordinator(), period="2026-Q1")

    with django_assert_num_queries(1):
        series = monthly_shares(chosen, today=TODAY)

    assert (series[0][0], series[-1][0], len(series)) == (date(2024, 4, 1), date(2026, 3, 1), 24)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_printed_map_says_what_the_rows_say(language):
    """Ux 92: figure, map and table on one sheet, read by people and by programs."""
    with translation.override(language):
        picture = printed_map(country_of({ATYRAU: row(ATYRAU, 1, 2), ASTANA: row(ASTANA, 0, 0)}))
        assert picture is not None
        table = Table("Completion", [Column("Region")], [["Atyrau"]], picture=picture)
        (page,) = PdfReader(io.BytesIO(pdf_bytes(table))).pages

    svg = BeautifulSoup(picture.svg, "html.parser")
    assert [text.get_text() for text in svg.find_all("text")[:2]] == ["50", "—"]
    assert len(svg.find_all("path", fill="#b3d0de")) == 1
    assert len(svg.find_all("path", fill="url(#hatch)")) + len(svg.find_all("circle", fill="url(#hatch)")) == 19
    assert picture.text.startswith("KZ-23: 1 ")
    assert "UNHCR/OCHA" in page.extract_text()


def test_without_regions_of_the_map_nothing_is_printed_above_the_rows():
    assert printed_map(None) is None
