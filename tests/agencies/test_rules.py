"""Who sees which agency and which person (design 3.8): 3 regions, a ministry's tree across them, an akimat each."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from agencies.choices import Role
from agencies.domain.employment import employ
from agencies.domain.roles import end_role, grant_role
from agencies.models import Agency
from agencies.rules import agencies_visible_to, holds_role, may_see_agency, may_see_person, people_visible_to, today
from tests.factories import make_agency, make_coordinator, make_learner, make_region
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def country() -> SimpleNamespace:
    north, south, east = make_region(name="North"), make_region(name="South"), make_region(name="East")
    ministry = make_agency("Ministry")
    committee = make_agency("Committee", parent=ministry)
    return SimpleNamespace(
        north=north,
        south=south,
        ministry=ministry,
        committee=committee,
        other_ministry=make_agency("Other ministry"),
        department_north=make_agency("Department North", parent=ministry, region=north),
        department_south=make_agency("Department South", parent=committee, region=south),
        akimat_north=make_agency("Akimat North", region=north),
        akimat_south=make_agency("Akimat South", region=south),
        akimat_east=make_agency("Akimat East", region=east),
    )


def names_visible_to(person) -> set[str]:
    return set(agencies_visible_to(person).values_list("name_en", flat=True))


def test_regions_coordinator_sees_akimat_and_ministries_departments_of_the_region(country):
    coordinator = make_coordinator(region=country.north)

    assert names_visible_to(coordinator) == {"Akimat North", "Department North"}


def test_agencys_coordinator_sees_the_subtree_in_all_regions(country):
    coordinator = make_coordinator(agency=country.ministry)

    assert names_visible_to(coordinator) == {"Ministry", "Committee", "Department North", "Department South"}


def test_committees_coordinator_does_not_see_up_or_sideways(country):
    coordinator = make_coordinator(agency=country.committee)

    assert names_visible_to(coordinator) == {"Committee", "Department South"}


def test_countrys_coordinator_sees_every_agency(country):
    assert agencies_visible_to(make_coordinator()).count() == Agency.objects.count() == 8


def test_two_grants_unite(country):
    coordinator = make_coordinator(region=country.north)
    grant_role(coordinator, Role.COORDINATOR, since=LONG_AGO, agency=country.committee)

    assert names_visible_to(coordinator) == {"Akimat North", "Department North", "Committee", "Department South"}


def test_overlapping_grants_give_each_agency_once(country):
    coordinator = make_coordinator(region=country.north)
    grant_role(coordinator, Role.COORDINATOR, since=LONG_AGO, agency=country.ministry)

    seen = list(agencies_visible_to(coordinator).values_list("name_en", flat=True))
    assert sorted(seen) == sorted(set(seen))


def test_assignment_holds_from_its_first_to_its_last_day(country):
    coordinator = make_coordinator(region=country.north, since=today())
    assignment = coordinator.role_assignments.get()
    assert names_visible_to(coordinator)

    end_role(assignment, until=today())
    assert names_visible_to(coordinator)


@pytest.mark.parametrize(("since", "until"), [(1, None), (1, 30), (-30, -1)])
def test_future_and_expired_assignments_reach_nothing(country, since, until):
    coordinator = make_coordinator(region=country.north, since=today() + timedelta(days=since))
    if until:
        end_role(coordinator.role_assignments.get(), until=today() + timedelta(days=until))

    assert names_visible_to(coordinator) == set()
    assert not holds_role(coordinator, Role.COORDINATOR)


def test_inactive_coordinator_sees_nothing(country):
    coordinator = make_coordinator(is_active=False)

    assert names_visible_to(coordinator) == set()


def test_learner_and_anonymous_see_nothing(country):
    learner = make_learner(agency=country.akimat_north)

    assert names_visible_to(learner) == names_visible_to(AnonymousUser()) == set()
    assert not may_see_person(learner, learner)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_other_roles_do_not_open_figures(country, role):
    person = make_learner()
    grant_role(person, role, since=LONG_AGO)

    assert holds_role(person, role)
    assert names_visible_to(person) == set()


def test_may_see_agency_answers_as_the_list(country):
    coordinator = make_coordinator(region=country.north)

    answers = {agency.name_en for agency in Agency.objects.all() if may_see_agency(coordinator, agency)}
    assert answers == names_visible_to(coordinator)


def test_people_are_seen_where_they_work_now(country):
    here = make_learner(agency=country.department_north)
    make_learner(agency=country.akimat_south)
    make_learner()
    coordinator = make_coordinator(region=country.north)

    assert list(people_visible_to(coordinator)) == [here]


def test_person_who_moved_away_is_no_longer_seen(country):
    moved = make_learner(agency=country.akimat_north)
    north, south = make_coordinator(region=country.north), make_coordinator(region=country.south)
    assert (may_see_person(north, moved), may_see_person(south, moved)) == (True, False)

    employ(moved, country.akimat_south, post="Специалист", since=today())

    assert (may_see_person(north, moved), may_see_person(south, moved)) == (False, True)


def test_scope_costs_the_same_whatever_the_number_of_grants(country, django_assert_num_queries):
    one, three = make_coordinator(region=country.north), make_coordinator(region=country.north)
    grant_role(three, Role.COORDINATOR, since=LONG_AGO, region=country.south)
    grant_role(three, Role.COORDINATOR, since=LONG_AGO, agency=country.ministry)

    for coordinator in (one, three):
        with django_assert_num_queries(2):
            list(agencies_visible_to(coordinator))
