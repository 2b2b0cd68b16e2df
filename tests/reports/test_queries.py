from datetime import date, timedelta

import pytest
from django.utils import translation

from agencies.domain.employment import employ
from learning.choices import Status
from reports.queries import (
    Figures,
    completion_by_agency,
    completion_by_region,
    figures_of_agency,
    first_month,
    people_of_agency,
    scope_names,
    total_of,
)
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_progress, make_region

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_completion_by_region_sums_the_agencies_of_each_region(filter_for, at):
    abai, atyrau = make_region("Abai"), make_region("Atyrau")
    course = make_course()
    for agency in (make_agency(region=atyrau), make_agency(region=atyrau), make_agency()):
        make_progress(make_learner(agency=agency), course, completed_at=at("2026-10-01"))
        make_progress(make_learner(agency=agency), course)
    make_agency(region=abai)

    with translation.override("en"):
        rows = completion_by_region(filter_for(make_coordinator()))

    assert [(row.code, row.name, row.figures) for row in rows] == [
        (abai.code, "Abai", Figures()),
        (atyrau.code, "Atyrau", Figures(4, 2, 2, 2)),
        ("none", "Without a region", Figures(2, 1, 1, 1)),
    ]


def test_completion_leaves_out_other_regions(filter_for):
    north, south = make_agency(region=make_region("North")), make_agency(region=make_region("South"))
    for agency in (north, south):
        make_progress(make_learner(agency=agency), make_course())

    rows = completion_by_region(filter_for(make_coordinator(region=north.region)))

    assert [(row.name, row.figures.enrolled) for row in rows] == [("North", 1)]


def test_completion_by_agency_is_sorted_by_the_readers_alphabet(filter_for):
    for name in ("Ұлытау", "Қостанай", "Абай", "Әділет"):
        make_agency(name)

    with translation.override("kk"):
        rows = completion_by_agency(filter_for(make_coordinator()), today=TODAY)

    assert [row.name for row in rows] == ["Абай", "Әділет", "Қостанай", "Ұлытау"]


def test_completion_by_agency_hides_closed_agencies_without_figures(filter_for):
    make_agency("Closed", valid_to=TODAY - timedelta(days=1))
    busy = make_agency("Closed with figures", valid_to=TODAY - timedelta(days=1))
    make_agency("Last day", valid_to=TODAY)
    make_progress(make_learner(agency=busy), make_course())

    rows = completion_by_agency(filter_for(make_coordinator()), today=TODAY)

    assert [row.name for row in rows] == ["Closed with figures", "Last day"]


@pytest.mark.parametrize(
    ("period", "figures"),
    [
        ("all", Figures(3, 2, 2, 2)),
        ("2026", Figures(3, 2, 2, 1)),
        ("2025", Figures(2, 1, 1, 1)),
        ("2025-Q1", Figures(1, 0, 0, 0)),
        ("2026-Q3", Figures(3, 2, 2, 1)),
        ("2026-09", Figures(3, 2, 2, 1)),
        ("2026-08", Figures(2, 1, 1, 0)),
        ("2024", Figures()),
    ],
)
def test_figures_count_up_to_the_end_of_the_period(period, figures, filter_for, at):
    course, agency = make_course(), make_agency()
    for enrolled, completed in (("2025-02-01", "2025-06-30"), ("2025-12-31", "2026-09-01"), ("2026-09-15", None)):
        make_progress(
            make_learner(agency=agency),
            course,
            enrolled_at=at(enrolled),
            completed_at=at(completed) if completed else None,
        )
    chosen = filter_for(make_coordinator(), period=period)

    assert figures_of_agency(chosen, agency) == figures
    assert len(people_of_agency(chosen, agency, today=TODAY)) == figures.enrolled


def test_figures_of_one_course_leave_out_the_others(filter_for):
    agency, course = make_agency(), make_course()
    learner = make_learner(agency=agency)
    make_progress(learner, course)
    make_progress(learner, make_course())

    assert figures_of_agency(filter_for(make_coordinator(), course=course.slug), agency).enrolled == 1


def test_figures_of_an_agency_outside_the_scope_are_zero(filter_for):
    own, foreign = make_agency(), make_agency()
    make_progress(make_learner(agency=foreign), make_course())

    assert figures_of_agency(filter_for(make_coordinator(agency=own)), foreign) == Figures()


def test_total_of_regions_equals_total_of_agencies(filter_for, at):
    course = make_course()
    for region in (make_region(), make_region(), None):
        for agency in (make_agency(region=region), make_agency(region=region)):
            make_progress(make_learner(agency=agency), course, completed_at=at("2026-10-01"))
    chosen = filter_for(make_coordinator())

    regions, agencies = completion_by_region(chosen), completion_by_agency(chosen, today=TODAY)

    assert total_of(regions) == total_of(agencies) == Figures(6, 6, 6, 6)


def test_people_show_state_dates_and_what_is_overdue(filter_for, at):
    agency, course = make_agency(), make_course("UPR")
    due = date(2026, 11, 21)
    make_progress(make_learner("A", agency=agency), course, completed_at=at("2026-10-01"), due_on=due)
    make_progress(make_learner("B", agency=agency, post="head"), course, started_at=at("2026-10-01"), due_on=due)
    make_progress(make_learner("C", agency=agency), course, due_on=TODAY)

    rows = people_of_agency(filter_for(make_coordinator()), agency, today=TODAY)

    assert [(row.name, row.post, row.course, row.status, row.is_overdue) for row in rows] == [
        ("A", "specialist", "UPR", Status.PASSED, False),
        ("B", "head", "UPR", Status.STARTED, True),
        ("C", "specialist", "UPR", Status.NOT_STARTED, False),
    ]


def test_people_are_shown_as_they_stood_at_the_end_of_the_period(filter_for, at):
    agency = make_agency()
    make_progress(
        make_learner(agency=agency),
        make_course(),
        started_at=at("2026-09-20"),
        completed_at=at("2026-10-01"),
        due_on=date(2026, 9, 25),
    )

    (row,) = people_of_agency(filter_for(make_coordinator(), period="2026-Q3"), agency, today=TODAY)

    assert (row.status, row.completed_at, row.is_overdue) == (Status.STARTED, None, True)


def test_people_who_left_the_scope_count_but_are_not_named(filter_for, at):
    here, elsewhere = make_agency(), make_agency()
    learner = make_learner("Marked", agency=here)
    make_progress(learner, make_course(), completed_at=at("2026-10-01"))
    employ(learner, elsewhere, post="minister", since=TODAY)

    (row,) = people_of_agency(filter_for(make_coordinator(agency=here)), here, today=TODAY)

    assert (row.name, row.post, row.status) == (None, "", Status.PASSED)


def test_people_who_moved_within_the_scope_are_named_with_the_post_they_had_here(filter_for):
    here, elsewhere = make_agency(), make_agency()
    learner = make_learner("Marked", agency=here, post="specialist")
    make_progress(learner, make_course())
    employ(learner, elsewhere, post="minister", since=TODAY)

    (row,) = people_of_agency(filter_for(make_coordinator()), here, today=TODAY)

    assert (row.name, row.post) == ("Marked", "specialist")


def test_people_of_a_parent_agency_are_its_own_only(filter_for):
    parent = make_agency()
    child = make_agency(parent=parent)
    make_progress(make_learner("Parent's", agency=parent), make_course())
    make_progress(make_learner("Child's", agency=child), make_course())

    rows = people_of_agency(filter_for(make_coordinator(agency=parent)), parent, today=TODAY)

    assert [row.name for row in rows] == ["Parent's"]


def test_people_read_their_names_in_the_readers_language(filter_for):
    agency = make_agency()
    make_progress(make_learner(agency=agency, name_kk="Гүлбаһрам", name_ru="Гульбахрам"), make_course())
    chosen = filter_for(make_coordinator())

    for language, name in (("kk", "Гүлбаһрам"), ("ru", "Гульбахрам")):
        with translation.override(language):
            assert [row.name for row in people_of_agency(chosen, agency, today=TODAY)] == [name]


def test_first_month_is_the_first_with_figures_in_scope(filter_for, at):
    own, foreign, course = make_agency(), make_agency(), make_course()
    make_progress(make_learner(agency=foreign), course, enrolled_at=at("2025-01-05"))
    chosen = filter_for(make_coordinator(agency=own))
    assert first_month(chosen.scope) is None
    make_progress(make_learner(agency=own), course, enrolled_at=at("2026-03-05"))

    chosen = filter_for(chosen.scope.viewer)

    assert first_month(chosen.scope) == date(2026, 3, 1)


def test_scope_names_are_those_of_the_grants():
    region, agency = make_region("Atyrau"), make_agency("Ministry")

    assert scope_names(make_coordinator(region=region)) == ["Atyrau"]
    assert scope_names(make_coordinator(agency=agency)) == ["Ministry"]
    assert scope_names(make_coordinator()) == []
