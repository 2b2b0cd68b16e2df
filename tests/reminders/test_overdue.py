"""Who is overdue, by name: as many as the figure says, nobody outside the scope (ux 88, ACC-02, features C16)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.domain.employment import employ
from audit.choices import Event
from audit.models import Entry
from learning.models import CourseProgress, ItemCompletion
from obligations.domain.duties import recount_duties
from reminders import overdue
from reminders.overdue import all_overdue
from reminders.views import overdue as view
from reports.domain.cells import refresh_stale_cells
from reports.filters import ReportFilter, scope_of
from tests.factories import (
    make_agency,
    make_coordinator,
    make_course,
    make_item,
    make_learner,
    make_module,
    make_region,
)
from tests.factories.duties import make_completion, make_duty
from tests.factories.reminders import make_late, make_message, noon

pytestmark = pytest.mark.django_db
ADDRESS = reverse("reminders:overdue")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def north():
    return make_agency("North Department", region=make_region("North"))


@pytest.fixture
def south():
    return make_agency("South Department", region=make_region("South"))


@pytest.fixture
def coordinator(client, north):
    coordinator = make_coordinator(region=north.region)
    client.force_login(coordinator)
    return coordinator


def names(response):
    return [row.name for row in response.context["rows"]]


def test_row_says_what_is_needed_to_act(client, coordinator, north, today):
    course = make_course("UPR")
    late = make_late(today, north, days=12, course=course, name="Aigul")
    item = make_item(make_module(course))
    ItemCompletion.objects.create(
        learner=late, item=item, completed_at=noon(today - timedelta(days=5)), evidence="read", language="ru"
    )
    CourseProgress.objects.filter(learner=late).update(started_at=noon(today - timedelta(days=9)))
    for days, state in ((8, "sent"), (4, "sent"), (1, "queued")):
        make_message(late, today - timedelta(days=days), course, state=state)

    (row,) = client.get(ADDRESS).context["rows"]

    assert (row.name, row.agency, row.course) == ("Aigul", str(north), str(course))
    assert (row.due_on, row.days) == (today - timedelta(days=12), 12)
    assert row.last_active_on == today - timedelta(days=5)
    assert (row.reminders, row.reminded_on) == (2, today - timedelta(days=4))


def test_whoever_has_completed_is_not_due_or_works_elsewhere_is_no_row(client, coordinator, north, south, today):
    make_late(today, north, days=-3)
    make_late(today, south, name="Stranger")
    done = make_learner(agency=north)
    make_duty(done, make_course(), due_on=today - timedelta(days=9), completed_at=noon(today))

    response = client.get(ADDRESS)

    assert (names(response), response.context["total"].overdue) == ([], 0)
    assert "Stranger" not in response.content.decode()
    assert "South" not in response.content.decode()


def test_a_move_takes_the_name_along_at_once(client, coordinator, north, south, today):
    moved = make_late(today, north, name="Mover")
    assert names(client.get(ADDRESS)) == ["Mover"]

    employ(moved, south, post="head", since=today)
    recount_duties([moved.pk], now=timezone.now())

    assert names(client.get(ADDRESS)) == []


def test_a_row_that_is_stale_does_not_name_whoever_left_the_scope(coordinator, north, south, today):
    moved = make_late(today, north, name="Mover")
    refresh_stale_cells(today)
    employ(moved, south, post="head", since=today)

    (row,) = all_overdue(ReportFilter.parse({}, scope_of(coordinator)), today=today)

    assert (row.name, row.post) == (None, "")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("due", ["Ә", "Б", "А"]),
        ("latest", ["А", "Б", "Ә"]),
        ("name", ["А", "Ә", "Б"]),
        ("agency", ["Б", "Ә", "А"]),
        ("", ["Ә", "Б", "А"]),
    ],
)
def test_orders(client, coordinator, north, today, order, expected):
    later, sooner = (make_agency(name, parent=north, region=north.region) for name in ("Z", "A"))
    for name, days, agency in (("А", 10, later), ("Ә", 30, later), ("Б", 20, sooner)):
        make_late(today, agency, days=days, name=name)

    assert names(client.get(ADDRESS, {"order": order})) == expected


def test_longer_lists_come_by_day(client, coordinator, north, today, monkeypatch):
    monkeypatch.setattr(view, "MOST_SORTED", 1)
    for name, days in (("А", 10), ("Б", 20)):
        make_late(today, north, days=days, name=name)

    response = client.get(ADDRESS, {"order": "name"})

    assert (names(response), response.context["order"]) == (["Б", "А"], "due")
    assert [value for value, _label in response.context["orders"]] == ["due", "latest"]


def test_filter_and_pages(client, coordinator, north, today):
    course, below = make_course(), make_agency("Below", parent=north, region=north.region)
    for number in range(26):
        make_late(today, below, days=40 - number, course=course, name=f"{number:02}")
    make_late(today, north, course=course, name="Above")
    make_late(today, below, name="Other course")
    chosen = {"course": course.slug, "agency": below.code, "region": north.region.code, "category": "other"}

    second = client.get(ADDRESS, chosen | {"page": 2})

    assert (names(second), second.context["total"].overdue) == (["25"], 26)
    assert len(client.get(ADDRESS, chosen | {"size": 100}).context["rows"]) == 26
    assert 'href="?course=' in client.get(ADDRESS, chosen).content.decode()


@pytest.mark.parametrize(
    "values",
    [{"order": "x"}, {"size": 7}, {"page": 2}, {"page": "x"}, {"format": "pdf"}, {"region": "none"}, {"agency": "x"}],
)
def test_unknown_values_are_not_found(client, coordinator, north, today, values):
    make_late(today, north)

    assert client.get(ADDRESS, values).status_code == 404


def test_learners_find_nothing_here(client, north):
    client.force_login(make_learner(agency=north))

    assert client.get(ADDRESS).status_code == 404


def test_file_says_what_the_screen_says(client, coordinator, north, south, today, monkeypatch):
    monkeypatch.setattr(overdue, "AT_ONCE", 2)
    make_late(today, south, name="Stranger")
    for number in range(5):
        make_late(today, north, days=10 + number % 2, name=f"Person {number}")

    rows = client.get(ADDRESS).context["rows"]
    sheet = load_workbook(BytesIO(client.get(ADDRESS, {"format": "xlsx"}).content)).active
    printed = [line for line in sheet.iter_rows(values_only=True) if str(line[0]).startswith(("Person", "Stranger"))]

    assert [line[0] for line in printed] == [row.name for row in rows]
    assert [line[5] for line in printed] == [row.days for row in rows] == [11, 11, 10, 10, 10]
    assert [line[4].date() for line in printed] == [row.due_on for row in rows]


@pytest.mark.parametrize("order", ["due", "name"])
@pytest.mark.parametrize("people", [1, 3])
def test_page_asks_as_often_for_many_rows_as_for_one(
    people, order, client, coordinator, north, today, django_assert_num_queries
):
    for _ in range(people):
        make_late(today, north)
    client.get(ADDRESS)

    with django_assert_num_queries(21 if order == "due" else 23):
        assert len(client.get(ADDRESS, {"order": order}).context["rows"]) == people


def test_priv_06_opening_is_recorded_without_a_name(client, coordinator, north, today):
    make_late(today, north, name="Secret")

    client.get(ADDRESS)

    entry = Entry.objects.get(event=Event.NAMES_OPENED)
    assert (entry.actor, entry.after) == (coordinator.pk, {"list": "overdue_opened"})


def test_whose_completion_has_ended_is_overdue_since_then(client, coordinator, north, today):
    late = make_learner(agency=north, name="Lapsed")
    course = make_course(valid_months=12)
    ended = today - timedelta(days=4)
    duty = make_duty(late, course, due_on=today - timedelta(days=400))
    make_completion(late, course, duty.spell, noon(today - timedelta(days=369)), valid_until=ended)

    (row,) = client.get(ADDRESS).context["rows"]

    assert (row.due_on, row.days) == (ended, 4)
