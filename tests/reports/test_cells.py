import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from learning.models import CourseProgress, StaleFigure
from reports.domain import cells
from reports.domain.cells import rebuild_all_cells, refresh_stale_cells
from reports.models import CompletionCell
from tests.factories import make_agency, make_course, make_learner, make_progress

pytestmark = pytest.mark.django_db

FIELDS = ("course", "agency", "month", "enrolled", "started", "completed")


def all_cells():
    return set(CompletionCell.objects.values_list(*FIELDS))


def test_cells_count_enrolled_started_and_completed_in_their_own_months(at):
    course, agency = make_course(), make_agency()
    make_progress(make_learner(agency=agency), course, enrolled_at=at("2026-09-01"), completed_at=at("2026-10-05"))
    make_progress(make_learner(agency=agency), course, enrolled_at=at("2026-09-20"))

    refresh_stale_cells()

    assert all_cells() == {
        (course.pk, agency.pk, date(2026, 9, 1), 2, 0, 0),
        (course.pk, agency.pk, date(2026, 10, 1), 0, 1, 1),
    }


def test_cells_take_the_month_of_kazakhstan():
    course, agency = make_course(), make_agency()
    make_progress(make_learner(agency=agency), course, enrolled_at=datetime(2026, 9, 30, 19, 30, tzinfo=UTC))

    refresh_stale_cells()

    assert [row[2] for row in all_cells()] == [date(2026, 10, 1)]


def test_cells_count_people_without_a_workplace_apart():
    course = make_course()
    make_progress(make_learner(), course)

    refresh_stale_cells()

    assert [row[1] for row in all_cells()] == [None]


def test_refresh_works_off_its_marks_and_asks_once_when_there_are_none(django_assert_num_queries):
    make_progress(make_learner(agency=make_agency()), make_course())

    assert refresh_stale_cells() == 1
    assert not StaleFigure.objects.exists()
    with django_assert_num_queries(1):
        assert refresh_stale_cells() == 0


def test_refresh_leaves_unmarked_figures_alone():
    course, quiet, busy = make_course(), make_agency(), make_agency()
    make_progress(make_learner(agency=quiet), course)
    StaleFigure.objects.all().delete()
    make_progress(make_learner(agency=busy), course)

    refresh_stale_cells()

    assert {row[1] for row in all_cells()} == {busy.pk}


def test_refresh_moves_a_person_to_the_agency_they_completed_at(at):
    course, before, after = make_course(), make_agency(), make_agency()
    progress = make_progress(make_learner(agency=before), course)
    refresh_stale_cells()
    CourseProgress.objects.filter(pk=progress.pk).update(agency=after, completed_at=at("2026-10-05"))
    StaleFigure.objects.create(course=course, agency=before)
    StaleFigure.objects.create(course=course, agency=after)

    refresh_stale_cells()

    assert {row[1] for row in all_cells()} == {after.pk}


@pytest.mark.parametrize("figures", [1, 3])
def test_refresh_asks_as_often_for_many_figures_as_for_one(figures, django_assert_num_queries):
    course = make_course()
    for _ in range(figures):
        make_progress(make_learner(agency=make_agency()), course)

    # Marks, BEGIN, courses, marks again, delete, three dates, insert, delete marks, COMMIT, marks.
    with django_assert_num_queries(12):
        refresh_stale_cells()


@pytest.mark.parametrize("seed", range(3))
def test_refresh_after_every_act_equals_a_rebuild(seed, monkeypatch):
    monkeypatch.setattr(cells, "MARKS_AT_ONCE", 3)  # several transactions per refresh
    chance = random.Random(seed)
    courses = [make_course() for _ in range(2)]
    agencies = [None, *(make_agency() for _ in range(3))]
    learners = [make_learner() for _ in range(8)]
    for _ in range(60):
        _act(chance, chance.choice(learners), chance.choice(courses), chance.choice(agencies))
        if chance.random() < 0.3:
            refresh_stale_cells()
    refresh_stale_cells()
    refreshed = all_cells()

    rebuild_all_cells()

    assert refreshed
    assert all_cells() == refreshed


@pytest.mark.django_db(transaction=True)
def test_parallel_readers_and_writers_leave_the_cells_of_a_rebuild():
    course, agencies = make_course(), [make_agency() for _ in range(3)]
    learners = [make_learner(agency=agency) for agency in agencies * 4]

    def write_and_read(learner):
        try:
            make_progress(learner, course)
            refresh_stale_cells()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as threads:
        list(threads.map(write_and_read, learners))
    refreshed = all_cells()
    rebuild_all_cells()

    assert sum(row[3] for row in refreshed) == len(learners)
    assert all_cells() == refreshed


def test_rebuild_command_repairs_whatever_stood_there():
    course, agency = make_course(), make_agency()
    make_progress(make_learner(agency=agency), course)
    CompletionCell.objects.create(course=course, agency=agency, month=date(2020, 1, 1), enrolled=99)

    call_command("rebuild_cells")

    assert {row[3] for row in all_cells()} == {1}
    assert not StaleFigure.objects.exists()


def _act(chance, learner, course, agency):
    """Enrol, move on, complete or leave: whatever chance says, marked as the domain marks it."""
    day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(17_000))
    progress = CourseProgress.objects.filter(learner=learner, course=course).first()
    if progress is None:
        make_progress(learner, course, agency=agency, enrolled_at=day)
        return
    StaleFigure.objects.create(course=course, agency=progress.agency)
    progress.started_at = day
    progress.completed_at = day if chance.random() < 0.5 else None
    progress.agency = agency
    progress.save()
    StaleFigure.objects.create(course=course, agency=agency)
