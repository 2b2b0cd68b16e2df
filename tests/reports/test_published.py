"""What everybody sees: sealed quarters by region; nobody is told about a handful of people (ux 97, features C14, ACC-08)."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.figures import Share
from reports.domain.published import PublishedRow, published, published_quarters
from reports.domain.sealing import seal_quarters
from reports.domain.suppression import LEAST, hidden_of
from tests.factories import make_agency, make_course, make_duty, make_learner, make_region

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("numbers", "rows", "total"),
    [
        ([10, 20, 30], set(), False),
        ([0, 20, 0], set(), False),
        ([3, 20, 30], {0, 1}, False),
        ([1, 2, 30], {0, 1, 2}, False),
        ([3, 4, 30], {0, 1}, False),
        ([3], {0}, True),
        ([3, 0, 0], {0}, True),
        ([1, 2], {0, 1}, True),
        ([4, 5], {0, 1}, False),
        ([], set(), False),
    ],
)
def test_what_is_hidden(numbers, rows, total):
    hidden = hidden_of(numbers)

    assert (set(hidden.rows), hidden.total) == (rows, total)


@given(st.lists(st.integers(0, 40), max_size=25))
def test_no_small_group_can_be_told_from_what_is_shown(numbers):
    hidden = hidden_of(numbers)

    assert all(number == 0 or number >= LEAST for at, number in enumerate(numbers) if at not in hidden.rows)
    together = sum(numbers[at] for at in hidden.rows)
    # Whoever subtracts the shown rows from the total learns about this group, and about no smaller one.
    assert not hidden.rows or hidden.total or (len(hidden.rows) > 1 and together >= LEAST)


@pytest.fixture
def sealed(db, at):
    """Three regions with 7, 6 and 2 people, two of them compliant in the first; the third quarter is sealed."""
    course = make_course()
    for name, people in (("Abai", 7), ("Atyrau", 6), ("Ulytau", 2)):
        agency = make_agency(region=make_region(name))
        for number in range(people):
            done = at("2026-09-20") if name == "Abai" and number < 2 else None
            make_duty(make_learner(agency=agency), course, since=date(2026, 7, 3), completed_at=done)
    seal_quarters(now=NOW)
    return published_quarters()[0]


def test_small_regions_and_enough_others_are_not_told(sealed):
    assert published(sealed).rows == [
        PublishedRow("Abai", Share(2, 7)),
        PublishedRow("Atyrau", None),
        PublishedRow("Ulytau", None),
    ]
    assert published(sealed).total == Share(2, 15)


@pytest.mark.parametrize("file_format", ["", "xlsx", "csv", "json", "pdf"])
def test_page_and_files_are_open_to_everybody_where_figures_are_published(client, settings, sealed, file_format):
    with override("en"):
        address = reverse("reports:published")
    settings.PUBLISH_FIGURES = True

    response = client.get(address, {"format": file_format} if file_format else {})

    assert response.status_code == 200
    if file_format == "json":
        data = response.json()
        assert data["rows"] == [
            ["Abai", 7, 2, 0.286],
            ["Atyrau", "not told: a small group", None, None],
            ["Ulytau", "not told: a small group", None, None],
        ]
        assert data["total"] == ["Total", 15, 2, 0.133]
    if not file_format:
        assert response.content.decode().count("not told: a small group") == 2
    assert client.get(address, {"quarter": "2026-Q4"}).status_code == 404
    assert client.get(address, {"format": "doc"}).status_code == 404


def test_nothing_is_published_unless_the_operator_says_so(client, settings, sealed):
    settings.PUBLISH_FIGURES = False

    assert client.get(reverse("reports:published")).status_code == 404


def test_before_the_first_seal_the_page_says_when(client, settings, db):
    settings.PUBLISH_FIGURES = True

    response = client.get(reverse("reports:published"))

    assert (response.status_code, response.context["quarters"]) == (200, [])


@pytest.mark.parametrize("regions", [1, 3])
def test_page_costs_the_same_for_many_regions(client, settings, db, regions, django_assert_num_queries):
    settings.PUBLISH_FIGURES = True
    course = make_course()
    for _ in range(regions):
        make_duty(make_learner(agency=make_agency(region=make_region())), course, since=date(2026, 7, 3))
    seal_quarters(now=NOW)

    with django_assert_num_queries(3):
        assert len(client.get(reverse("reports:published")).context["figures"].rows) == regions
