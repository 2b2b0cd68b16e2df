"""Spells follow one another; everybody has one current workplace."""

from datetime import date

import pytest
from django.db import IntegrityError

from agencies.domain.employment import SpellOverlap, employ
from agencies.models import Agency, EmploymentSpell
from agencies.queries import Workplace, agency_by_code, current_spell, workplace_of
from tests.factories import make_agency, make_learner, make_region

pytestmark = pytest.mark.django_db

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 4)


def spells_of(person) -> list[tuple]:
    return list(person.employment_spells.order_by("since").values_list("agency", "post", "since", "until"))


def test_employ_first_time_opens_a_spell():
    person, agency = make_learner(), make_agency()

    spell = employ(person, agency, post="Маман", since=MARCH)

    assert spells_of(person) == [(agency.pk, "Маман", MARCH, None)]
    assert current_spell(person) == spell


def test_employ_elsewhere_ends_the_old_spell_the_day_before():
    person, old, new = make_learner(), make_agency(), make_agency()
    employ(person, old, post="Маман", since=MARCH)

    employ(person, new, post="Маман", since=MAY)

    assert spells_of(person) == [(old.pk, "Маман", MARCH, date(2026, 5, 3)), (new.pk, "Маман", MAY, None)]


def test_employ_in_another_post_of_the_same_agency_is_a_new_spell():
    person, agency = make_learner(), make_agency()
    employ(person, agency, post="Маман", since=MARCH)

    employ(person, agency, post="Бас маман", since=MAY)

    assert [post for _agency, post, _since, _until in spells_of(person)] == ["Маман", "Бас маман"]


def test_employ_twice_the_same_changes_nothing():
    person, agency = make_learner(), make_agency()
    first = employ(person, agency, post="Маман", since=MARCH)

    assert employ(person, agency, post="Маман", since=MAY) == first
    assert spells_of(person) == [(agency.pk, "Маман", MARCH, None)]


@pytest.mark.parametrize("since", [MARCH, date(2026, 2, 1)])
def test_employ_before_or_on_the_start_of_the_current_spell_is_refused(since):
    person, agency = make_learner(), make_agency()
    employ(person, agency, post="Маман", since=MARCH)

    with pytest.raises(SpellOverlap):
        employ(person, make_agency(), post="Маман", since=since)

    assert spells_of(person) == [(agency.pk, "Маман", MARCH, None)]


def test_database_refuses_a_second_current_spell():
    person = make_learner(agency=make_agency())

    with pytest.raises(IntegrityError, match=r"employment_one_current|employmentspell\.person_id"):
        EmploymentSpell.objects.create(person=person, agency=make_agency(), since=MAY)


def test_database_refuses_a_spell_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="employment_until_not_before_since"):
        EmploymentSpell.objects.create(person=make_learner(), agency=make_agency(), since=MAY, until=MARCH)


def test_workplace_is_agency_and_its_region_now():
    agency = make_agency(region=make_region())
    person = make_learner(agency=make_agency(), since=MARCH)
    employ(person, agency, post="Маман", since=MAY)

    assert workplace_of(person) == Workplace(agency.pk, agency.region_id, "other")


def test_workplace_of_somebody_without_spell_is_unknown():
    person = make_learner()

    assert (workplace_of(person), current_spell(person)) == (Workplace(None, None), None)


def test_agency_by_code_finds_or_raises():
    agency = make_agency()

    assert agency_by_code(agency.code) == agency
    with pytest.raises(Agency.DoesNotExist):
        agency_by_code("nobody")
