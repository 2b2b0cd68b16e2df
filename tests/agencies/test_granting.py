"""Nobody gives what they do not hold, nor to themselves; some roles take two (AUTH-16, ACC-14)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.choices import Role
from agencies.domain.granting import (
    NotGranted,
    ask_for_role,
    confirm_role,
    end_granted_role,
    grantable_roles,
    may_grant,
    people_to_grant,
)
from agencies.domain.roles import grant_role
from agencies.models import RoleAssignment, RoleRequest
from agencies.rules import holds_role
from audit.choices import Event
from audit.models import Entry
from tests.factories import make_administrator, make_agency, make_coordinator, make_learner, make_region, make_trainer
from tests.factories.people import LONG_AGO, PASSWORD

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ROLES = reverse("agencies:roles")


@pytest.fixture
def north():
    return make_region()


@pytest.fixture
def office(north):
    return make_agency(region=north)


def make_admin(*roles, **scope):
    """Somebody who administers a place and holds these roles over it."""
    person = make_learner()
    for role in (Role.ADMINISTRATOR, *roles):
        grant_role(person, role, since=LONG_AGO, **scope)
    return person


def ask(granter, person, role=Role.TRAINER, **values):
    options = {"since": TODAY, "until": None, "reason": "Order 5", "now": timezone.now()}
    return ask_for_role(granter, person, role, **options | values)


def why_not(*arguments, **values):
    with pytest.raises(NotGranted) as refused:
        ask(*arguments, **values)
    return refused.value.code


def test_auth_16_an_administrator_gives_the_roles_they_hold_and_no_other(office, north):
    admin = make_admin(Role.TRAINER, region=north)
    person = make_learner(agency=office)

    assert ask(admin, person, agency=office).role == Role.TRAINER
    assert why_not(admin, person, Role.REVIEWER, agency=office) == "not_yours"
    assert grantable_roles(admin) == [Role.TRAINER, Role.ADMINISTRATOR]


@pytest.mark.parametrize("make", [make_learner, make_trainer, make_coordinator])
def test_auth_16_whoever_is_no_administrator_gives_nothing(make, office):
    person = make_learner(agency=office)

    assert why_not(make(), person, agency=office) == "not_yours"
    assert why_not(make(), person, Role.COORDINATOR, agency=office) == "not_yours"


def test_auth_16_nobody_gives_to_themselves_or_ends_their_own(office):
    admin = make_admin(Role.TRAINER, agency=office)
    superuser = make_administrator()

    assert why_not(admin, admin, agency=office) == "self"
    assert why_not(superuser, superuser) == "self"
    with pytest.raises(NotGranted):
        end_granted_role(admin.role_assignments.first(), by=admin, until=TODAY, reason="x")


def test_auth_16_over_no_place_but_their_own(north):
    south = make_region()
    root = make_agency()
    inside = make_agency(parent=root, region=north)
    beside = make_agency(region=north)
    admin = make_admin(Role.TRAINER, agency=root)
    of_region = make_admin(Role.TRAINER, region=north)

    assert [may_grant(admin, "trainer", region=None, agency=one) for one in (root, inside, beside)] == [
        True,
        True,
        False,
    ]
    assert not may_grant(admin, "trainer", region=north, agency=None)
    assert not may_grant(admin, "trainer", region=None, agency=None)
    assert may_grant(of_region, "trainer", region=north, agency=None)
    assert may_grant(of_region, "trainer", region=None, agency=beside)
    assert not may_grant(of_region, "trainer", region=south, agency=None)
    assert not may_grant(of_region, "trainer", region=None, agency=root)


def test_auth_16_the_role_is_held_over_the_same_place(north, office):
    """A coordinator elsewhere who administers here makes no coordinators here."""
    admin = make_admin(region=north)
    grant_role(admin, Role.COORDINATOR, since=LONG_AGO, region=make_region())

    assert not may_grant(admin, "coordinator", region=None, agency=office)


def test_auth_16_a_role_that_ran_out_gives_nothing(office):
    admin = make_admin(Role.TRAINER, agency=office)
    RoleAssignment.objects.filter(role=Role.TRAINER).update(until=TODAY - timedelta(1))

    assert why_not(admin, make_learner(agency=office), agency=office) == "not_yours"


def test_only_people_of_the_own_agencies_are_given_a_role(office):
    admin = make_admin(Role.TRAINER, agency=office)
    own, other = make_learner(agency=office), make_learner(agency=make_agency())

    assert list(people_to_grant(admin)) == [own]
    assert why_not(admin, other, agency=office) == "outside"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_acc_14_a_role_that_reaches_names_takes_two(office, role):
    first, second = make_admin(role, agency=office), make_admin(role, agency=office)
    person = make_learner(agency=office)
    asked = ask(first, person, role, agency=office)
    assert not holds_role(person, role)

    with pytest.raises(NotGranted, match="same_person"):
        confirm_role(asked, by=first)
    assignment = confirm_role(asked, by=second)

    assert holds_role(person, role)
    assert (assignment.agency, RoleRequest.objects.count()) == (office, 0)
    entry = Entry.objects.get(event=Event.ROLE_GRANTED)
    assert (entry.actor, entry.subject, entry.after["asked_by"]) == (second.pk, str(person.pk), first.pk)
    assert (entry.after["role"], entry.after["scope"], entry.reason) == (role, office.code, "Order 5")


def test_acc_14_confirmed_twice_it_is_given_once(office):
    first, second = make_admin(Role.COORDINATOR, agency=office), make_admin(Role.COORDINATOR, agency=office)
    asked = ask(first, make_learner(agency=office), Role.COORDINATOR, agency=office)
    confirm_role(asked, by=second)

    with pytest.raises(NotGranted, match="gone"):
        confirm_role(asked, by=second)


def test_acc_14_the_person_concerned_confirms_nothing(office):
    first, second = make_admin(Role.COORDINATOR, agency=office), make_admin(Role.TRAINER, agency=office)
    grant_role(second, Role.COORDINATOR, since=LONG_AGO, agency=make_agency())
    employ_here = make_learner(agency=office)
    asked = ask(first, employ_here, Role.COORDINATOR, agency=office)

    with pytest.raises(NotGranted, match="self"):
        confirm_role(asked, by=employ_here)
    with pytest.raises(NotGranted, match="not_yours"):
        confirm_role(asked, by=second)


def test_sess_01_a_new_or_ended_role_ends_the_sessions_of_the_person(office):
    admin, person, client = make_admin(Role.TRAINER, agency=office), make_learner(agency=office), Client()
    for change in (
        lambda: ask(admin, person, agency=office),
        lambda: end_granted_role(person.role_assignments.get(), by=admin, until=TODAY, reason="Left"),
    ):
        client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
        assert client.get(reverse("learning:home")).status_code == 200
        change()
        assert client.get(reverse("learning:home")).status_code == 302


def test_ending_is_recorded_with_before_and_after(office):
    admin, person = make_admin(Role.TRAINER, agency=office), make_learner(agency=office)
    held = ask(admin, person, agency=office)

    end_granted_role(held, by=admin, until=TODAY, reason="Left")

    entry = Entry.objects.get(event=Event.ROLE_ENDED)
    assert (entry.before["until"], entry.after["until"], entry.reason) == (None, TODAY.isoformat(), "Left")


@pytest.mark.parametrize("make", [make_learner, make_trainer, make_coordinator])
def test_acc_03_the_page_is_there_for_administrators_only(client, make):
    client.force_login(make())

    assert client.get(ROLES).status_code == 404


def values_for(person, **values):
    return {"person": person.email, "role": "trainer", "since": TODAY.isoformat(), "reason": "Order 5"} | values


def test_a_role_is_given_on_the_page(client, office):
    admin, person = make_admin(Role.TRAINER, agency=office), make_learner(agency=office)
    client.force_login(admin)

    response = client.post(ROLES, values_for(person, agency=office.code))

    assert response.status_code == 302
    assert holds_role(person, Role.TRAINER)


def test_acc_03_unknown_people_and_people_elsewhere_get_the_same_sentence(client, office):
    client.force_login(make_admin(Role.TRAINER, agency=office))
    other = make_learner(agency=make_agency())

    pages = [client.post(ROLES, values_for(other) | {"person": name}) for name in (other.email, "nobody@demo.example")]

    assert pages[0].context["form"].errors == pages[1].context["form"].errors
    assert [page.status_code for page in pages] == [422, 422]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agency": "no-such"}, "agency"),
        ({"until": "2020-01-01"}, "until"),
        ({"reason": ""}, "reason"),
        ({"role": "auditor"}, "role"),
        ({"since": "soon"}, "since"),
    ],
)
def test_wrong_input_is_named_and_gives_nothing(client, office, wrong, field):
    admin, person = make_admin(Role.TRAINER, agency=office), make_learner(agency=office)
    client.force_login(admin)

    response = client.post(ROLES, values_for(person, agency=office.code) | wrong)

    assert field in response.context["form"].errors
    assert not person.role_assignments.exists()


def test_acc_03_a_role_elsewhere_cannot_be_ended(client, office):
    client.force_login(make_admin(Role.TRAINER, agency=office))
    other = make_learner(agency=make_agency())
    held = grant_role(other, Role.TRAINER, since=LONG_AGO)

    for method in (client.get, client.post):
        assert method(reverse("agencies:end_role", args=[held.pk])).status_code == 404
    assert holds_role(other, Role.TRAINER)


def test_a_second_administrator_confirms_on_the_page(client, office):
    first, second = make_admin(Role.COORDINATOR, agency=office), make_admin(Role.COORDINATOR, agency=office)
    person = make_learner(agency=office)
    asked = ask(first, person, Role.COORDINATOR, agency=office)
    decide = reverse("agencies:decide_role", args=[asked.pk])

    client.force_login(first)
    client.post(decide, {"decision": "confirm"})
    assert not holds_role(person, Role.COORDINATOR)
    client.force_login(second)
    client.post(decide, {"decision": "confirm"})

    assert holds_role(person, Role.COORDINATOR)


def test_the_page_costs_the_same_for_any_number(client, office, django_assert_num_queries):
    client.force_login(make_admin(Role.TRAINER, agency=office))
    client.get(ROLES)
    for _n in range(2):
        for person in (make_learner(agency=office), make_learner(agency=office)):
            grant_role(person, Role.TRAINER, since=LONG_AGO, agency=office)
        with django_assert_num_queries(13):
            client.get(ROLES)


def test_sess_05_an_administrator_signs_somebody_out_everywhere(client, office):
    person, theirs = make_learner(agency=office), Client()
    theirs.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert theirs.get(reverse("learning:home")).status_code == 200
    client.force_login(make_admin(region=office.region))

    client.post(reverse("agencies:sign_out"), {"somebody": person.email})

    assert theirs.get(reverse("learning:home")).status_code == 302
    entry = Entry.objects.get(event=Event.SESSIONS_ENDED)
    assert (entry.subject, entry.after) == (str(person.pk), {"sessions": 1})


def test_sess_05_nobody_elsewhere_is_signed_out(client, office):
    person, theirs = make_learner(agency=make_agency(region=make_region())), Client()
    theirs.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.force_login(make_admin(region=office.region))

    page = client.post(reverse("agencies:sign_out"), {"somebody": person.email}, follow=True)

    assert theirs.get(reverse("learning:home")).status_code == 200
    assert "нет человека с таким адресом" in page.content.decode()


def test_auth_10_giving_a_role_asks_for_the_password_again(client, office, settings):
    settings.STAFF_SECOND_FACTOR = True
    admin, person = make_admin(Role.TRAINER, region=office.region), make_learner(agency=office)
    client.force_login(admin)
    session = client.session
    session["has_factor"] = True
    session.save()
    values = {
        "person": person.email,
        "role": "trainer",
        "region": office.region_id,
        "since": TODAY,
        "reason": "Order 5",
    }

    led = client.post(ROLES, values)

    assert led["Location"].startswith(reverse("account_reauthenticate"))
    assert not holds_role(person, Role.TRAINER)
    done = client.post(led["Location"], {"password": PASSWORD})
    assert done.status_code == 302
    assert holds_role(person, Role.TRAINER)
