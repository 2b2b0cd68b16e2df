"""Granting and ending roles, and the Wagtail groups that go with them."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client

from agencies.choices import Role, ScopeKind
from agencies.domain.roles import ADMIN_ROLES, end_role, grant_role
from agencies.models import RoleAssignment
from agencies.rules import holds_role, today
from tests.factories import make_agency, make_learner, make_region
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db


def user_logged_in_again(person) -> None:
    Client().force_login(person)


def groups_of(person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


@pytest.mark.parametrize("role", ADMIN_ROLES)
def test_grant_role_that_authors_joins_the_group_of_that_name(role):
    person = make_learner()

    grant_role(person, role, since=LONG_AGO)

    assert groups_of(person) == {role.value}


def test_grant_role_of_coordinator_opens_no_group():
    person = make_learner()

    grant_role(person, Role.COORDINATOR, since=LONG_AGO, region=make_region())

    assert groups_of(person) == set()


def test_grant_role_scope_follows_what_is_named():
    person, region, agency = make_learner(), make_region(), make_agency()

    kinds = [
        grant_role(person, Role.COORDINATOR, since=LONG_AGO, **scope).scope_kind
        for scope in ({}, {"region": region}, {"agency": agency})
    ]

    assert kinds == [ScopeKind.COUNTRY, ScopeKind.REGION, ScopeKind.AGENCY]


def test_grant_role_over_region_and_agency_at_once_is_refused():
    with pytest.raises(ValueError, match="not both"):
        grant_role(make_learner(), Role.COORDINATOR, since=LONG_AGO, region=make_region(), agency=make_agency())


def test_grant_role_twice_returns_the_running_assignment():
    person = make_learner()
    first = grant_role(person, Role.TRAINER, since=LONG_AGO)

    assert grant_role(person, Role.TRAINER, since=today()) == first
    assert person.role_assignments.count() == 1


def test_grant_role_again_after_its_end_is_a_new_assignment():
    person = make_learner()
    end_role(grant_role(person, Role.TRAINER, since=LONG_AGO), until=today() - timedelta(days=1))

    grant_role(person, Role.TRAINER, since=today())

    assert person.role_assignments.count() == 2
    assert groups_of(person) == {"trainer"}


def test_end_role_takes_the_group_away_and_keeps_the_assignment():
    person = make_learner()
    assignment = grant_role(person, Role.TRAINER, since=LONG_AGO)

    end_role(assignment, until=today() - timedelta(days=1))

    assert groups_of(person) == set()
    assert not holds_role(person, Role.TRAINER)
    assert RoleAssignment.objects.filter(pk=assignment.pk).exists()


def test_end_role_leaves_the_group_while_another_assignment_gives_it():
    person = make_learner()
    of_region = grant_role(person, Role.TRAINER, since=LONG_AGO, region=make_region())
    grant_role(person, Role.TRAINER, since=LONG_AGO)

    end_role(of_region, until=today() - timedelta(days=1))

    assert groups_of(person) == {"trainer"}


def test_end_role_leaves_the_groups_of_other_roles():
    person = make_learner()
    trainer = grant_role(person, Role.TRAINER, since=LONG_AGO)
    grant_role(person, Role.REVIEWER, since=LONG_AGO)

    end_role(trainer, until=today() - timedelta(days=1))

    assert groups_of(person) == {"reviewer"}


def test_end_role_in_the_future_keeps_the_group_until_then():
    person = make_learner()

    end_role(grant_role(person, Role.TRAINER, since=LONG_AGO), until=today() + timedelta(days=1))

    assert groups_of(person) == {"trainer"}


def test_role_not_begun_yet_gives_no_group():
    person = make_learner()

    grant_role(person, Role.TRAINER, since=today() + timedelta(days=1))

    assert groups_of(person) == set()


@pytest.mark.parametrize("renew", [lambda person: call_command("sync_roles"), user_logged_in_again])
def test_role_that_ran_out_loses_its_group_at_sign_in_and_daily(renew):
    person = make_learner()
    grant_role(person, Role.TRAINER, since=LONG_AGO)
    RoleAssignment.objects.update(until=today() - timedelta(days=1))

    renew(person)

    assert groups_of(person) == set()


def test_database_refuses_a_scope_that_names_nothing():
    with pytest.raises(IntegrityError, match="role_scope_names_its_target"):
        RoleAssignment.objects.create(
            person=make_learner(), role=Role.COORDINATOR, scope_kind=ScopeKind.REGION, since=date(2026, 1, 1)
        )
