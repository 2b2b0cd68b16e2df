from datetime import date, timedelta

import pytest
from django.utils import translation

from agencies.choices import PostCategory, Role
from agencies.domain.employment import employ
from agencies.domain.roles import grant_role
from agencies.models import Agency
from learning.choices import Status
from learning.models import StaleFigure
from obligations.models import Duty, Obligation
from reports.domain.people import people_of_agency
from reports.filters import UnknownChoice
from reports.queries import (
    Figures,
    completion_by_agency,
    completion_by_region,
    figures_of_agency,
    first_month,
    scope_names,
    total_of,
)
from tests.factories import make_agency, make_coordinator, make_course, make_duty, make_learner, make_region
from tests.factories.duties import make_completion
from tests.factories.obligations import waive

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_completion_by_region_sums_the_agencies_of_each_region(filter_for, at):
    abai, atyrau = make_region("Abai"), make_region("Atyrau")
    course = make_course()
    for agency in (make_agency(region=atyrau), make_agency(region=atyrau), make_agency()):
        make_duty(make_learner(agency=agency), course, completed_at=at("2026-10-01"))
        make_duty(make_learner(agency=agency), course)
    make_agency(region=abai)

    with translation.override("en"):
        rows = completion_by_region(filter_for(make_coordinator()), today=TODAY)

    assert [(row.code, row.name, row.figures) for row in rows] == [
        (abai.code, "Abai", Figures()),
        (atyrau.code, "Atyrau", Figures(4, 2, credited=2)),
        ("none", "Without a region", Figures(2, 1, credited=1)),
    ]


def test_completion_leaves_out_other_regions(filter_for):
    north, south = make_agency(region=make_region("North")), make_agency(region=make_region("South"))
    for agency in (north, south):
        make_duty(make_learner(agency=agency), make_course())

    rows = completion_by_region(filter_for(make_coordinator(region=north.region)), today=TODAY)

    assert [(row.name, row.figures.obliged) for row in rows] == [("North", 1)]


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
    make_duty(make_learner(agency=busy), make_course())

    rows = completion_by_agency(filter_for(make_coordinator()), today=TODAY)

    assert [row.name for row in rows] == ["Closed with figures", "Last day"]


@pytest.mark.parametrize(
    ("period", "figures"),
    [
        ("all", Figures(3, 2, credited=2)),
        ("2026", Figures(3, 2, credited=1)),
        ("2025", Figures(2, 1, credited=1)),
        ("2025-Q1", Figures(1)),
        ("2026-Q3", Figures(3, 2, credited=1)),
        ("2026-09", Figures(3, 2, credited=1)),
        ("2026-08", Figures(2, 1)),
        ("2024", Figures()),
    ],
)
def test_figures_count_up_to_the_end_of_the_period(period, figures, filter_for, at):
    course, agency = make_course(), make_agency()
    for since, completed in (("2025-02-01", "2025-06-30"), ("2025-12-31", "2026-09-01"), ("2026-09-15", None)):
        make_duty(
            make_learner(agency=agency),
            course,
            since=date.fromisoformat(since),
            completed_at=at(completed) if completed else None,
        )
    chosen = filter_for(make_coordinator(), period=period)

    assert figures_of_agency(chosen, agency, today=TODAY) == figures
    assert len(people_of_agency(chosen, agency, today=TODAY)) == figures.obliged


def test_figures_of_one_course_leave_out_the_others(filter_for):
    agency, course = make_agency(), make_course()
    learner = make_learner(agency=agency)
    make_duty(learner, course)
    make_duty(learner, make_course())

    assert figures_of_agency(filter_for(make_coordinator(), course=course.slug), agency, today=TODAY).obliged == 1


def test_figures_of_an_agency_outside_the_scope_are_zero(filter_for):
    own, foreign = make_agency(), make_agency()
    make_duty(make_learner(agency=foreign), make_course())

    assert figures_of_agency(filter_for(make_coordinator(agency=own)), foreign, today=TODAY) == Figures()


def test_part_of_a_region_shows_only_that_part(filter_for):
    region, course = make_region("North"), make_course()
    own, other = make_agency(region=region), make_agency(region=region)
    for agency in (own, other, other):
        make_duty(make_learner(agency=agency), course)

    part = completion_by_region(filter_for(make_coordinator(agency=own)), today=TODAY)
    whole = completion_by_region(filter_for(make_coordinator(region=region)), today=TODAY)

    assert [row.figures.obliged for row in (*part, *whole)] == [1, 3]


def test_total_of_regions_equals_total_of_agencies(filter_for, at):
    course = make_course()
    for region in (make_region(), make_region(), None):
        for agency in (make_agency(region=region), make_agency(region=region)):
            make_duty(make_learner(agency=agency), course, completed_at=at("2026-10-01"))
    chosen = filter_for(make_coordinator())

    regions, agencies = completion_by_region(chosen, today=TODAY), completion_by_agency(chosen, today=TODAY)

    assert total_of(regions) == total_of(agencies) == Figures(6, 6, credited=6)


def test_people_show_state_dates_and_what_is_overdue(filter_for, at):
    agency, course = make_agency(), make_course("UPR")
    due = date(2026, 11, 21)
    make_duty(make_learner("A", agency=agency), course, completed_at=at("2026-10-01"), due_on=due)
    make_duty(make_learner("B", agency=agency, post="head"), course, started_at=at("2026-10-01"), due_on=due)
    make_duty(make_learner("C", agency=agency), course, due_on=TODAY)

    rows = people_of_agency(filter_for(make_coordinator()), agency, today=TODAY)

    assert [(row.name, row.post, row.course, row.status, row.is_overdue) for row in rows] == [
        ("A", "specialist", "UPR", Status.PASSED, False),
        ("B", "head", "UPR", Status.STARTED, True),
        ("C", "specialist", "UPR", Status.NOT_STARTED, False),
    ]


def test_people_are_shown_as_they_stood_at_the_end_of_the_period(filter_for, at):
    agency = make_agency()
    make_duty(
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
    make_duty(learner, make_course(), completed_at=at("2026-10-01"), until=date(2026, 11, 1))
    employ(learner, elsewhere, post="minister", since=date(2026, 11, 2))

    october = filter_for(make_coordinator(agency=here), period="2026-10")
    (row,) = people_of_agency(october, here, today=TODAY)

    assert (row.name, row.post, row.status) == (None, "", Status.PASSED)
    assert list(people_of_agency(filter_for(october.scope.viewer), here, today=TODAY)) == []


def test_people_who_moved_within_the_scope_are_named_with_the_post_they_had_here(filter_for):
    here, elsewhere = make_agency(), make_agency()
    learner = make_learner("Marked", agency=here, post="specialist")
    make_duty(learner, make_course(), until=date(2026, 11, 1))
    employ(learner, elsewhere, post="minister", since=date(2026, 11, 2))

    (row,) = people_of_agency(filter_for(make_coordinator(), period="2026-10"), here, today=TODAY)

    assert (row.name, row.post) == ("Marked", "specialist")


def test_people_of_a_parent_agency_are_its_own_only(filter_for):
    parent = make_agency()
    child = make_agency(parent=parent)
    make_duty(make_learner("Parent's", agency=parent), make_course())
    make_duty(make_learner("Child's", agency=child), make_course())

    rows = people_of_agency(filter_for(make_coordinator(agency=parent)), parent, today=TODAY)

    assert [row.name for row in rows] == ["Parent's"]


def test_people_read_their_names_in_the_readers_language(filter_for):
    agency = make_agency()
    make_duty(make_learner(agency=agency, name_kk="Гүлбаһрам", name_ru="Гульбахрам"), make_course())
    chosen = filter_for(make_coordinator())

    for language, name in (("kk", "Гүлбаһрам"), ("ru", "Гульбахрам")):
        with translation.override(language):
            assert [row.name for row in people_of_agency(chosen, agency, today=TODAY)] == [name]


def test_a_completion_counts_as_long_as_it_is_valid(filter_for, at):
    agency = make_agency()
    make_duty(
        make_learner(agency=agency),
        make_course(),
        due_on=date(2026, 9, 20),
        completed_at=at("2026-09-10"),
        valid_until=date(2026, 10, 15),
    )
    coordinator = make_coordinator()
    seen = {}
    for period in ("2026-09", "2026-10"):
        chosen = filter_for(coordinator, period=period)
        (row,) = people_of_agency(chosen, agency, today=TODAY)
        seen[period] = (figures_of_agency(chosen, agency, today=TODAY), row.is_overdue, row.valid_until)

    assert seen == {
        "2026-09": (Figures(1, 1, credited=1), False, date(2026, 10, 15)),
        "2026-10": (Figures(1, 0, overdue=1), True, date(2026, 10, 15)),
    }


def test_who_has_a_waiver_is_neither_obliged_nor_overdue(filter_for):
    agency, course = make_agency(), make_course()
    learner = make_learner(agency=agency)
    make_duty(learner, course, due_on=date(2026, 9, 20))
    waive(learner, course, since=date(2026, 9, 5))
    chosen = filter_for(make_coordinator())

    (row,) = people_of_agency(chosen, agency, today=TODAY)

    assert figures_of_agency(chosen, agency, today=TODAY) == Figures(waived=1)
    assert (row.is_waived, row.is_overdue) == (True, False)


def test_voluntary_completions_are_counted_apart(filter_for, at):
    agency = make_agency()
    learner = make_learner(agency=agency)
    spell = learner.employment_spells.get()
    make_completion(learner, make_course(), spell, at("2026-10-05"), is_required=False)

    figures = figures_of_agency(filter_for(make_coordinator(), period="2026-10"), agency, today=TODAY)

    assert figures == Figures(voluntary=1)


def test_credit_stays_where_the_learner_worked_and_compliance_goes_with_them(filter_for, at):
    old, new, course = make_agency(), make_agency(), make_course()
    learner = make_learner(agency=old)
    make_duty(learner, course, completed_at=at("2026-10-05"), until=date(2026, 11, 1))
    spell = employ(learner, new, post="head", since=date(2026, 11, 2))
    Duty.objects.create(
        learner=learner, course=course, obligation=Obligation.objects.get(), spell=spell, agency=new,
        category=spell.category, since=date(2026, 11, 2), due_on=date(2030, 1, 1),
    )  # fmt: skip
    StaleFigure.objects.create(course=course, agency=new, since=date(2026, 11, 2))
    coordinator = make_coordinator()

    october, november = (filter_for(coordinator, period=f"2026-{month}") for month in (10, 11))

    assert [figures_of_agency(october, one, today=TODAY) for one in (old, new)] == [
        Figures(1, 1, credited=1),
        Figures(),
    ]
    assert [figures_of_agency(november, one, today=TODAY) for one in (old, new)] == [Figures(), Figures(1, 1)]


def test_figures_of_one_category_leave_out_the_others(filter_for):
    agency, course = make_agency(), make_course()
    head = make_learner()
    employ(head, agency, post="head", since=date(2025, 1, 1), category=PostCategory.CORPUS_A)
    for learner in (head, make_learner(agency=agency)):
        make_duty(learner, course)
    chosen = filter_for(make_coordinator(), category="corpus_a")

    assert figures_of_agency(chosen, agency, today=TODAY) == Figures(1)
    assert len(people_of_agency(chosen, agency, today=TODAY)) == 1


def test_first_month_is_the_first_with_figures_in_scope(filter_for, at):
    own, foreign, course = make_agency(), make_agency(), make_course()
    make_duty(make_learner(agency=foreign), course, since=date(2025, 1, 5))
    chosen = filter_for(make_coordinator(agency=own))
    assert first_month(chosen.scope) is None
    make_duty(make_learner(agency=own), course, since=date(2026, 3, 5))

    chosen = filter_for(chosen.scope.viewer)

    assert first_month(chosen.scope) == date(2026, 3, 1)


def test_scope_names_are_those_of_the_grants():
    region, agency = make_region("Atyrau"), make_agency("Ministry")

    assert scope_names(make_coordinator(region=region)) == ["Atyrau"]
    assert scope_names(make_coordinator(agency=agency)) == ["Ministry"]
    assert scope_names(make_coordinator()) == []


@pytest.fixture
def reform():
    """East, divided on 8 June 2022 into east and Abai; an office of each, the old one closed."""
    east, abai = make_region("East", valid_from=date(2022, 6, 8)), make_region("Abai", valid_from=date(2022, 6, 8))
    old = make_region("East", valid_to=date(2022, 6, 7))
    old.successors.set([east, abai])
    offices = [make_agency(region=region) for region in (old, east, abai)]
    Agency.objects.filter(pk=offices[0].pk).update(valid_to=date(2022, 6, 7))
    return offices


@pytest.fixture
def over_the_reform(reform, at):
    """Two people of the old office, who went on in one successor each; one of them completed before it."""
    course = make_course()
    for number, successor in enumerate(reform[1:]):
        learner = make_learner(agency=successor)
        past = {"agency": reform[0], "since": date(2022, 3, 1), "until": date(2022, 6, 7)}
        completed_at = at("2022-04-10") if number else None
        make_duty(learner, course, due_on=date(2022, 5, 1), completed_at=completed_at, **past)
        Duty.objects.create(
            learner=learner, course=course, obligation=Duty.objects.first().obligation, agency=successor,
            region=successor.region, category="other", since=date(2022, 6, 8), due_on=date(2022, 5, 1),
            spell=learner.employment_spells.get(until=None),
        )  # fmt: skip
        StaleFigure.objects.create(course=course, agency=successor, since=date(2022, 6, 8))


@pytest.mark.parametrize(
    ("period", "borders", "expected"),
    [
        ("2022-05", "", {"Abai": (0, 0), "East": (0, 0), "East (until 07.06.2022)": (1, 2)}),
        ("2022-05", "old", {"East (until 07.06.2022)": (1, 2)}),
        ("2022-06", "", {"Abai": (1, 1), "East": (0, 1), "East (until 07.06.2022)": (0, 0)}),
        ("2022-06", "old", {"East (until 07.06.2022)": (1, 2)}),
    ],
)
def test_a_series_over_the_reform_is_right_on_old_and_on_new_borders(
    over_the_reform, filter_for, period, borders, expected
):
    with translation.override("en"):
        rows = completion_by_region(filter_for(make_coordinator(), period=period, borders=borders), today=TODAY)

        assert {row.name: (row.figures.compliant, row.figures.obliged) for row in rows} == expected


def test_old_borders_choose_the_successors_agencies(reform, filter_for):
    old, east, abai = reform
    chosen = filter_for(make_coordinator(), borders="old", region=old.region.code)

    assert {agency.pk for agency in chosen.agencies} == {old.pk, east.pk, abai.pk}
    assert chosen.parameters == {"borders": "old", "region": old.region.code}


def test_whoever_sees_a_part_of_the_old_region_has_no_old_borders(reform, filter_for):
    part = make_coordinator(region=reform[2].region)
    grant_role(part, Role.COORDINATOR, since=TODAY, region=make_agency(region=make_region()).region)

    with pytest.raises(UnknownChoice):
        filter_for(part, borders="old")
