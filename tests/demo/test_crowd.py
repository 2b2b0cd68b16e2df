from datetime import UTC, datetime

import pytest

from accounts.models import User
from demo.crowd import load_crowd
from learning.domain.progress import recompute_all
from learning.models import CourseCompletion, CourseProgress, ItemCompletion
from reports.domain.cells import refresh_stale_cells
from reports.models import Cell
from tests.factories import make_agency, make_course, make_item, make_module, make_region

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stage():
    """Two courses of three lessons, an agency in each of two regions."""
    for _ in range(2):
        module = make_module(make_course())
        for _ in range(3):
            make_item(module)
        make_agency(region=make_region())


def everybodys_progress():
    return set(
        CourseProgress.objects.values_list(
            "learner__email", "course", "agency", "region", "started_at", "completed_at", "due_on", "items_done"
        )
    )


def all_cells():
    return set(Cell.objects.values_list("course", "agency", "month", "credited", "voluntary"))


def test_crowd_takes_all_open_courses_and_is_counted():
    assert load_crowd(40, now=NOW) == 40

    assert len(everybodys_progress()) == 80
    assert 0 < CourseCompletion.objects.count() < 80
    assert ItemCompletion.objects.filter(completed_at__gt=NOW).count() == 0


def test_crowd_is_as_the_domain_would_have_left_it():
    load_crowd(40, now=NOW)
    loaded, counted = everybodys_progress(), all_cells()

    recompute_all()
    refresh_stale_cells(NOW.date())

    assert (everybodys_progress(), all_cells()) == (loaded, counted)


def test_crowd_grows_to_the_number_asked_for():
    load_crowd(10, now=NOW)
    before = everybodys_progress()

    assert load_crowd(10, now=NOW) == 0
    assert load_crowd(12, now=NOW) == 2

    assert before < everybodys_progress()
    assert User.objects.filter(email__startswith="crowd-").count() == 12
