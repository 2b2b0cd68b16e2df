"""Sealed quarters do not move; what becomes known later is told beside them, with day and reason (features C12)."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from agencies.domain.employment import employ
from learning.choices import FigureReason
from learning.models import StaleFigure
from obligations.domain.duties import recount_duties
from reports.domain.cells import rebuild_all_cells, refresh_stale_cells
from reports.domain.sealing import broken_seals, seal_quarters
from reports.models import Cell, LateDelta, RegionCell, Seal
from reports.queries import Figures, late_changes
from tests.factories import make_agency, make_coordinator, make_course, make_duty, make_learner, make_region
from tests.factories.duties import make_completion
from tests.factories.obligations import oblige
from tests.reports.conftest import TODAY

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NUMBERS = ("obliged", "compliant", "waived", "overdue", "credited", "voluntary")


def cells(model=Cell):
    return list(model.objects.order_by("month", "pk").values_list("month", *NUMBERS))


def sealed_cells():
    return [row for row in cells() if row[0] <= date(2026, 9, 1)]


def deltas():
    rows = LateDelta.objects.order_by("month", "agency", "pk")
    return list(rows.values_list("month", "agency", "found_on", "reason", *NUMBERS))


@pytest.fixture
def agency():
    return make_agency(region=make_region())


def test_quarters_are_sealed_ten_days_after_their_end_once(agency):
    make_duty(make_learner(agency=agency), make_course(), since=date(2026, 2, 15))

    early = seal_quarters(now=datetime(2026, 10, 10, 18, 59, tzinfo=UTC))
    on_time = seal_quarters(now=datetime(2026, 10, 10, 19, 1, tzinfo=UTC))  # 11 October in Kazakhstan

    assert [seal.last_month for seal in early] == [date(2026, 3, 1), date(2026, 6, 1)]
    assert [seal.last_month for seal in on_time] == [date(2026, 9, 1)]
    assert seal_quarters(now=NOW) == []
    assert broken_seals() == []


def test_nothing_to_count_is_nothing_to_seal():
    assert seal_quarters(now=NOW) == []


def test_a_move_that_becomes_known_later_is_told_and_moves_nothing(agency):
    course, elsewhere = make_course(), make_agency()
    learner = make_learner(agency=agency)
    oblige(course)
    seal_quarters(now=NOW)
    before = sealed_cells()
    assert before[-1] == (date(2026, 9, 1), 1, 0, 0, 1, 0, 0)

    employ(learner, elsewhere, post="", since=date(2026, 9, 15))
    recount_duties([learner.pk], now=NOW)
    refresh_stale_cells(TODAY)

    assert sealed_cells() == before
    assert deltas() == [
        (date(2026, 9, 1), agency.pk, TODAY, FigureReason.MOVE, -1, 0, 0, -1, 0, 0),
        (date(2026, 9, 1), elsewhere.pk, TODAY, FigureReason.MOVE, 1, 0, 0, 1, 0, 0),
    ]
    assert {row[1:] for row in cells() if row[0] == date(2026, 11, 1)} == {(1, 0, 0, 1, 0, 0)}


def test_the_page_of_a_sealed_quarter_tells_what_became_known_later_in_scope_only(agency, client, filter_for):
    course, elsewhere = make_course(), make_agency()
    learner = make_learner(agency=agency)
    oblige(course)
    seal_quarters(now=NOW)
    employ(learner, elsewhere, post="", since=date(2026, 9, 15))
    recount_duties([learner.pk], now=NOW)
    coordinator = make_coordinator(agency=agency)
    chosen = filter_for(coordinator, period="2026-Q3")

    (change,) = late_changes(chosen, today=TODAY)

    assert (change.day, change.reason) == (TODAY, FigureReason.MOVE)
    assert change.figures == Figures(obliged=-1, overdue=-1)
    assert late_changes(filter_for(coordinator), today=TODAY) == []
    client.force_login(coordinator)
    page = client.get(f"{reverse('reports:agencies')}?period=2026-Q3").content.decode()
    assert "места работы стали известны позже" in page


def test_a_late_fact_is_told_once_and_a_rebuild_tells_nothing_more(agency, at):
    course, learner = make_course(), make_learner(agency=agency)
    make_duty(learner, course, since=date(2026, 8, 1))
    seal_quarters(now=NOW)
    make_completion(learner, course, learner.employment_spells.get(), at("2026-09-10"))
    refresh_stale_cells(TODAY)
    told, kept, sums = deltas(), cells(), cells(RegionCell)

    StaleFigure.objects.create(course=course, agency=agency, since=date(2026, 8, 1))
    refresh_stale_cells(TODAY)
    rebuild_all_cells(TODAY)

    assert [row[0] for row in told] == [date(2026, 9, 1)]
    assert told[0][4:] == (0, 1, 0, 0, 1, 0)
    assert (deltas(), sorted(cells()), sorted(cells(RegionCell))) == (told, sorted(kept), sorted(sums))


def test_what_is_taken_back_is_told_as_well(agency, at):
    course, learner = make_course(), make_learner(agency=agency)
    make_duty(learner, course, since=date(2026, 8, 1))
    seal_quarters(now=NOW)
    completion = make_completion(learner, course, learner.employment_spells.get(), at("2026-09-10"))
    refresh_stale_cells(TODAY)

    completion.delete()
    StaleFigure.objects.create(course=course, agency=agency, since=date(2026, 9, 10), reason=FigureReason.REGRADE)
    refresh_stale_cells(TODAY)

    assert [(row[3], *row[4:]) for row in deltas()] == [("", 0, 1, 0, 0, 1, 0), ("regrade", 0, -1, 0, 0, -1, 0)]


def test_a_touched_figure_is_found(agency):
    make_duty(make_learner(agency=agency), make_course(), since=date(2026, 8, 1))
    call_command("seal_quarters", stdout=(said := StringIO()))
    assert said.getvalue().splitlines() == [f"Sealed: {seal}" for seal in Seal.objects.order_by("last_month")]

    Cell.objects.filter(month=date(2026, 9, 1)).update(compliant=1)

    with pytest.raises(CommandError, match="2026-09"):
        call_command("seal_quarters", stdout=StringIO())
