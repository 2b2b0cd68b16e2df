"""Cells: counted again after acts, in the background of reading, and equal to a rebuild and to asking everybody."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import localdate

from agencies.domain.employment import SpellOverlap, employ
from learning.models import CourseCompletion, StaleFigure
from obligations.domain.duties import recount_duties
from obligations.models import Duty, Waiver
from reports.domain import cells
from reports.domain.cells import rebuild_all_cells, refresh_stale_cells
from reports.domain.months import as_of_days
from reports.models import Cell, Overdue, RegionCell
from tests.factories import make_agency, make_course, make_duty, make_learner, make_region
from tests.factories.duties import make_completion
from tests.factories.obligations import DECIDED_AT, make_obligation, waive
from tests.reports.conftest import TODAY

pytestmark = pytest.mark.django_db
NUMBERS = ("obliged", "compliant", "waived", "overdue", "credited", "voluntary")


def all_cells():
    return set(Cell.objects.values_list("course", "agency", "region", "category", "month", *NUMBERS))


def all_sums():
    return set(RegionCell.objects.values_list("course", "region", "category", "month", *NUMBERS))


def test_cells_say_how_people_stood_at_the_end_of_each_month(at):
    course, agency = make_course(), make_agency(region=make_region())
    make_duty(make_learner(agency=agency), course, due_on=date(2026, 9, 20), completed_at=at("2026-10-05"))
    make_duty(make_learner(agency=agency), course, since=date(2026, 10, 3))

    refresh_stale_cells(TODAY)

    where = (course.pk, agency.pk, agency.region_id, "other")
    assert all_cells() == {
        (*where, date(2026, 9, 1), 1, 0, 0, 1, 0, 0),
        (*where, date(2026, 10, 1), 2, 1, 0, 0, 1, 0),
        (*where, date(2026, 11, 1), 2, 1, 0, 0, 1, 0),
    }


def test_a_completion_counts_on_its_day_in_kazakhstan():
    course, agency = make_course(), make_agency()
    make_duty(make_learner(agency=agency), course, completed_at=datetime(2026, 9, 30, 19, 30, tzinfo=UTC))

    refresh_stale_cells(TODAY)

    assert [(cell.month.month, cell.compliant, cell.credited) for cell in Cell.objects.order_by("month")] == [
        (9, 0, 0),
        (10, 1, 1),
        (11, 1, 1),
    ]


def test_regions_are_sums_of_their_agencies(at):
    course, north = make_course(), make_region()
    for region in (north, north, None):
        make_duty(make_learner(agency=make_agency(region=region)), course, completed_at=at("2026-11-05"))
        make_duty(make_learner(agency=make_agency(region=region)), course)

    refresh_stale_cells(TODAY)

    november = {row for row in all_sums() if row[3] == date(2026, 11, 1)}
    assert november == {
        (course.pk, north.pk, "other", date(2026, 11, 1), 4, 2, 0, 0, 2, 0),
        (course.pk, None, "other", date(2026, 11, 1), 2, 1, 0, 0, 1, 0),
    }


def test_refresh_works_off_its_marks_and_asks_twice_when_there_are_none(django_assert_num_queries):
    make_duty(make_learner(agency=make_agency()), make_course())

    assert refresh_stale_cells(TODAY) == 1
    assert not StaleFigure.objects.exists()
    with django_assert_num_queries(2):
        assert refresh_stale_cells(TODAY) == 0


def test_refresh_leaves_unmarked_figures_and_earlier_months_alone():
    course, quiet, busy = make_course(), make_agency(), make_agency()
    make_duty(make_learner(agency=quiet), course)
    make_duty(make_learner(agency=busy), course)
    StaleFigure.objects.all().delete()
    StaleFigure.objects.create(course=course, agency=busy, since=date(2026, 10, 20))

    refresh_stale_cells(TODAY)

    assert {(row[1], row[4]) for row in all_cells()} == {(busy.pk, date(2026, 10, 1)), (busy.pk, date(2026, 11, 1))}


@pytest.mark.parametrize("figures", [1, 3])
def test_refresh_asks_as_often_for_many_figures_as_for_one(figures, django_assert_num_queries):
    refresh_stale_cells(TODAY)
    course = make_course()
    for _ in range(figures):
        make_duty(make_learner(agency=make_agency()), course)

    with django_assert_num_queries(22):
        refresh_stale_cells(TODAY)


def test_deadlines_and_validity_pass_with_the_day_alone(at):
    course, agency = make_course(), make_agency()
    make_duty(make_learner(agency=agency), course, due_on=TODAY)
    valid_until = TODAY + timedelta(days=1)
    make_duty(make_learner(agency=agency), course, completed_at=at("2026-10-05"), valid_until=valid_until)
    make_duty(make_learner(agency=agency), course, since=TODAY + timedelta(days=2))
    make_duty(make_learner(agency=agency), course, until=TODAY)
    seen = []
    for days in range(4):
        refresh_stale_cells(TODAY + timedelta(days=days))
        cell = Cell.objects.latest("month")
        seen.append((cell.obliged, cell.compliant, cell.overdue))

    assert seen == [(3, 1, 0), (2, 1, 1), (3, 0, 1), (3, 0, 1)]


def test_a_new_month_begins_where_the_last_one_ended(at):
    course, agency = make_course(), make_agency(region=make_region())
    make_duty(make_learner(agency=agency), course, completed_at=at("2026-10-05"))
    refresh_stale_cells(TODAY)

    refresh_stale_cells(date(2027, 1, 15))
    read, sums = all_cells(), all_sums()
    rebuild_all_cells(date(2027, 1, 15))

    assert {row[4] for row in read} >= {date(2026, 12, 1), date(2027, 1, 1)}
    assert (all_cells(), all_sums()) == (read, sums)


@pytest.mark.parametrize("seed", range(4))
def test_refresh_after_every_act_equals_a_rebuild_and_asking_everybody(seed, monkeypatch):
    monkeypatch.setattr(cells, "MARKS_AT_ONCE", 3)  # several transactions per refresh
    _some_acts(random.Random(seed))
    refresh_stale_cells(TODAY)
    refreshed, sums = all_cells(), all_sums()

    rebuild_all_cells(TODAY)

    assert (all_cells(), all_sums()) == (refreshed, sums)
    assert {row[:8] + row[8:9] for row in refreshed if any(row[5:9])} == _asked_one_by_one()


@pytest.mark.parametrize("seed", range(4))
def test_whoever_is_overdue_stands_behind_the_number_by_name(seed):
    people = _some_acts(random.Random(seed))

    refresh_stale_cells(TODAY)

    kept = Counter(Overdue.objects.values_list("course", "agency", "category"))
    cells_of_today = Cell.objects.filter(month=TODAY.replace(day=1), overdue__gt=0)
    assert kept == {(*where,): n for *where, n in cells_of_today.values_list("course", "agency", "category", "overdue")}
    for late in Overdue.objects.select_related("duty"):
        assert (late.agency_id, late.due_on >= late.duty.due_on) == (late.duty.agency_id, True)
    assert kept.total() > 0
    refreshed = set(Overdue.objects.values_list("duty", "agency", "due_on"))
    Overdue.objects.filter(duty__learner=people[0]).delete()
    rebuild_all_cells(TODAY)
    assert set(Overdue.objects.values_list("duty", "agency", "due_on")) == refreshed


def _some_acts(chance):
    """A year of two courses in three agencies; the people."""
    country = [make_agency(region=make_region()) for _ in range(3)]
    courses = [make_course() for _ in range(2)]
    make_obligation(courses[0], due_on=date(2026, 7, 1))
    make_obligation(courses[1], region=country[0].region, due_on=None, within_days=40)
    make_obligation(courses[1], agency=country[1], due_on=date(2026, 9, 1), ends_on=date(2026, 10, 10))
    people = [make_learner() for _ in range(8)]
    day = date(2026, 1, 1)
    while day < TODAY:
        day = min(day + timedelta(days=chance.randrange(12)), TODAY)
        _act(chance, chance.choice(people), chance.choice(courses), chance.choice(country), day)
        if chance.random() < 0.4:
            refresh_stale_cells(day)
    return people


def _act(chance, person, course, agency, day):
    """Take up a post, complete a course or be waived: whatever chance says, marked as the domain marks it."""
    now = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=5)
    spell = person.employment_spells.filter(until=None).first()
    if spell is None or chance.random() < 0.3:
        try:
            employ(person, agency, post="", since=day)
        except SpellOverlap:
            return
        recount_duties([person.pk], now=now)
    elif chance.random() < 0.2:
        if not Waiver.objects.filter(person=person, course=course).exists():
            waive(person, course, since=day, until=day + timedelta(days=90))
            for duty in Duty.objects.filter(learner=person, course=course):
                StaleFigure.objects.create(course=course, agency=duty.agency, since=day)
    elif not CourseCompletion.objects.filter(learner=person, course=course).exists():
        valid_until = chance.choice([None, day + timedelta(days=100)])
        make_completion(person, course, spell, now, valid_until=valid_until)
        for duty in Duty.objects.filter(learner=person, course=course):
            StaleFigure.objects.create(course=course, agency=duty.agency, since=day)


def _asked_one_by_one():
    """The same counts from asking every duty at the end of every month."""
    counted = Counter()
    for duty in Duty.objects.all():
        whose = {"person": duty.learner, "course": duty.course}
        completion = CourseCompletion.objects.filter(learner=duty.learner, course=duty.course).first()
        waiver = Waiver.objects.filter(**whose).first()
        for day in as_of_days(date(2026, 1, 1), TODAY):
            if duty.since > day or (duty.until and duty.until < day):
                continue
            group = (duty.course_id, duty.agency_id, duty.region_id, duty.category, day.replace(day=1))
            if completion and localdate(completion.completed_at) <= day <= (completion.valid_until or day):
                counted.update([(group, 0), (group, 1)])
            elif waiver and waiver.since <= day <= waiver.until:
                counted[group, 2] += 1
            else:
                counted.update([(group, 0), *([(group, 3)] if duty.due_on < day else [])])
    groups = {group for group, _state in counted}
    return {(*group, *(counted[group, state] for state in range(4))) for group in groups}


@pytest.mark.django_db(transaction=True)
def test_parallel_readers_and_writers_leave_the_cells_of_a_rebuild():
    course, agencies = make_course(), [make_agency() for _ in range(3)]
    make_obligation(course, starts_on=date(2020, 1, 1), due_on=date(2030, 1, 1))
    learners = [make_learner(agency=agency) for agency in agencies * 4]

    def write_and_read(learner):
        try:
            recount_duties([learner.pk], now=DECIDED_AT)
            refresh_stale_cells(TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as threads:
        list(threads.map(write_and_read, learners))
    refreshed = all_cells()
    rebuild_all_cells(TODAY)

    assert sum(row[5] for row in refreshed if row[4] == date(2026, 11, 1)) == len(learners)
    assert all_cells() == refreshed


def test_rebuild_command_repairs_whatever_stood_there():
    course, agency = make_course(), make_agency()
    make_duty(make_learner(agency=agency), course)
    Cell.objects.create(course=course, agency=agency, category="other", month=date(2020, 1, 1), obliged=99)

    call_command("rebuild_cells")

    assert {row[5] for row in all_cells()} == {1}
    assert not StaleFigure.objects.exists()
