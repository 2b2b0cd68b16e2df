"""A list taken over: all of it or nothing, twice as once, and nobody outside touched."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from agencies.domain.employment import employ
from agencies.models import EmploymentSpell
from learning.models import CourseCompletion
from obligations.models import Duty
from rosters.choices import IDLE, ChangeKind
from rosters.domain.applying import NotConfirmed, RosterChanged, RosterClosed, apply_roster, recount_duties_of
from rosters.domain.people import AT_ONCE
from rosters.domain.rows import NAMES
from rosters.models import RosterImport
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_region
from tests.factories.duties import make_completion
from tests.factories.obligations import oblige
from tests.factories.people import LONG_AGO
from tests.factories.rosters import AS_OF, NOW, preview

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


def take_over(agency, *rows, **options):
    roster = preview(agency, *rows, **options)
    counts = roster.counts
    apply_roster(roster, now=NOW, leavers=counts.get("left"), renamed=counts.get("renamed"))
    recount_duties_of(roster, now=NOW)
    return roster


def spells(person):
    return list(EmploymentSpell.objects.filter(person=person).order_by("since").values_list("agency", "since", "until"))


@pytest.fixture
def ministry():
    return make_agency("Ministry")


@pytest.fixture
def unit(ministry):
    return make_agency("Unit", parent=ministry, code="unit")


def test_somebody_new_joins(ministry, unit):
    row = {"number": "n1", "name_ru": "Иванова Анна", "email": "Anna@Demo.example", "unit": "unit"}
    take_over(ministry, row | {"post": "expert", "category": "Корпус «Б»", "since": "01.11.2026"})

    person = User.objects.get(personnel_number="N1")
    assert (person.email, person.name_ru) == ("anna@demo.example", "Иванова Анна")
    assert not person.has_usable_password()
    assert spells(person) == [(unit.pk, date(2026, 11, 1), None)]
    assert EmploymentSpell.objects.get(person=person).category == "corpus_b"


def test_a_move_keeps_what_was_earned(ministry, unit):
    course = make_course()
    oblige(course, agency=ministry)
    learner = make_learner("Anna", agency=ministry, personnel_number="N1")
    old = EmploymentSpell.objects.get(person=learner)
    earned = make_completion(learner, course, old, NOW)

    take_over(ministry, {"number": "N1", "name_ru": "Anna", "unit": "unit", "since": "2026-11-10"})

    assert spells(learner) == [
        (ministry.pk, LONG_AGO, date(2026, 11, 9)),
        (unit.pk, date(2026, 11, 10), None),
    ]
    assert CourseCompletion.objects.get(learner=learner) == earned
    assert CourseCompletion.objects.get(learner=learner).agency == ministry
    duties = Duty.objects.filter(learner=learner).order_by("since")
    assert [(duty.agency, duty.until) for duty in duties] == [(ministry, date(2026, 11, 9)), (unit, None)]


def test_who_leaves_worked_until_the_day_before_and_loses_the_account(client, ministry):
    learner = make_learner("Anna", agency=ministry)
    client.force_login(learner)

    take_over(ministry, {"number": "N2", "name_ru": "Boris"}, is_complete=True)

    assert spells(learner) == [(ministry.pk, LONG_AGO, AS_OF - ONE_DAY)]
    assert not User.objects.get(pk=learner.pk).is_active
    assert reverse("account_login") in client.get(reverse("learning:home")).url


def test_who_comes_back_may_sign_in_again(ministry):
    learner = make_learner("Anna", agency=ministry, personnel_number="N1")
    take_over(ministry, {"number": "N2", "name_ru": "Boris"}, is_complete=True, as_of=AS_OF - ONE_DAY)

    take_over(ministry, {"number": "N1", "name_ru": "Anna"})

    assert User.objects.get(pk=learner.pk).is_active
    assert spells(learner)[-1] == (ministry.pk, AS_OF, None)


def test_a_coordinator_who_is_not_in_the_list_keeps_the_account(ministry):
    coordinator = make_coordinator(agency=ministry)
    employ(coordinator, ministry, post="head", since=LONG_AGO)

    take_over(ministry, {"number": "N2", "name_ru": "Boris"}, is_complete=True)

    assert User.objects.get(pk=coordinator.pk).is_active
    assert spells(coordinator)[0][2] == AS_OF - ONE_DAY


def test_imp_09_many_leavers_need_their_number(ministry):
    people = [make_learner(f"Person {number}", agency=ministry, personnel_number=f"N{number}") for number in range(5)]
    rows = [{"number": f"N{number}", "name_ru": f"Person {number}"} for number in range(3)]
    roster = preview(ministry, *rows, is_complete=True)

    for typed in (None, 1, 5):
        with pytest.raises(NotConfirmed):
            apply_roster(roster, now=NOW, leavers=typed)
    assert EmploymentSpell.objects.filter(until=None).count() == len(people)

    apply_roster(roster, now=NOW, leavers=2)
    assert EmploymentSpell.objects.filter(until=None).count() == 3


def test_a_fifth_may_leave_without_further_ado(ministry):
    for number in range(5):
        make_learner(f"Person {number}", agency=ministry, personnel_number=f"N{number}")
    roster = preview(ministry, *({"number": f"N{number}"} for number in range(4)), is_complete=True)

    apply_roster(roster, now=NOW)

    assert EmploymentSpell.objects.filter(until=None).count() == 4


def test_imp_01_nothing_happens_when_something_changed_since_the_dry_run(ministry, unit):
    learner = make_learner("Anna", agency=ministry, personnel_number="N1")
    roster = preview(ministry, {"number": "N1", "unit": "unit"}, {"number": "N2", "name_ru": "Boris"})
    employ(learner, unit, post="specialist", since=AS_OF - ONE_DAY)

    with pytest.raises(RosterChanged):
        apply_roster(roster, now=NOW)

    assert not User.objects.filter(personnel_number="N2").exists()
    assert RosterImport.objects.get().applied_at is None


def test_rel_07_a_list_is_taken_over_once(ministry):
    roster = take_over(ministry, {"number": "N1", "name_ru": "Anna"})

    with pytest.raises(RosterClosed):
        apply_roster(roster, now=NOW)


def test_problems_and_conflicts_are_left_out(ministry):
    make_learner("Anna", agency=ministry, personnel_number="N1")
    rows = [
        {"number": "N1", "name_ru": "Anna", "since": "31.02.2026", "post": "head"},
        {"number": "N2", "name_ru": "Boris", "unit": "elsewhere"},
        {"number": "N3", "name_ru": "Vera"},
    ]
    roster = take_over(ministry, *rows, is_complete=True)

    assert roster.counts == {"problem": 2, "joined": 1}
    assert User.objects.filter(personnel_number__isnull=False).count() == 2


def test_the_lines_of_new_people_name_them_afterwards(ministry):
    roster = take_over(ministry, {"number": "N1", "name_ru": "Anna"})

    assert roster.lines.get().person == User.objects.get(personnel_number="N1")


# Whatever the list and whoever is known ---------------------------------------------------------------------


def country(chance):
    """A ministry with two units, another one beside it, people in all of them and some nowhere."""
    ministry, other = make_agency("Ministry"), make_agency("Other")
    places = [ministry, *(make_agency(f"Unit {n}", parent=ministry, code=f"unit-{n}") for n in range(2)), other, None]
    for number in range(14):
        since = chance.choice([LONG_AGO, AS_OF - ONE_DAY, AS_OF, AS_OF + ONE_DAY])
        numbered = {"personnel_number": f"N{number}"} if chance.random() < 0.7 else {}
        person = make_learner(
            f"Person {number}", agency=chance.choice(places), since=since, email=f"p{number}@demo.example", **numbered
        )
        if chance.random() < 0.2:
            EmploymentSpell.objects.filter(person=person).update(until=since + 3 * ONE_DAY)
        if not numbered and chance.random() < 0.1:
            User.objects.filter(pk=person.pk).update(is_active=False)
    return ministry


def random_row(chance):
    number, other = chance.randrange(20), chance.randrange(20)
    cells = {
        "number": chance.choice([f"n{number}", f"N{number}", "", "?"]),
        "email": chance.choice([f"p{number}@demo.example", f"p{number}@demo.example", "", f"P{other}@demo.example"]),
        "name_ru": chance.choice([f"Person {number}", f"Другое имя {number}", ""]),
        "unit": chance.choice(["", "unit-0", "UNIT 1", "Other", "ministry"]),
        "post": chance.choice(["specialist", "Head", ""]),
        "category": chance.choice(["", "А", "корпус Б", "corpus_c"]),
        "since": chance.choice(["", "", "01.02.2024", "2026-11-20", "2026-11-25", "soon"]),
    }
    absent = chance.choice([(), ("unit",), ("since", "category")])
    return {name: text for name, text in cells.items() if name not in absent}


def outside(ministry):
    rows = EmploymentSpell.objects.exclude(agency__path__startswith=ministry.path).order_by("pk")
    return set(rows.filter(until=None).values_list("person", "agency", "post", "since"))


@pytest.mark.parametrize("seed", range(25))
def test_imp_02_a_list_taken_over_changes_nothing_the_second_time(seed):
    chance = Random(seed)
    ministry = country(chance)
    rows = [random_row(chance) for _number in range(chance.randrange(12))]
    before = outside(ministry)
    people = set(User.objects.values_list("pk", *NAMES, "email", "personnel_number", "is_active"))

    first = take_over(ministry, *rows, is_complete=chance.random() < 0.5)
    second = preview(ministry, *rows, is_complete=first.is_complete)

    assert set(second.counts) <= IDLE
    named = set(first.lines.filter(person__isnull=False).exclude(kind__in=IDLE).values_list("person", flat=True))
    assert {row for row in before if row[0] not in named} == {row for row in outside(ministry) if row[0] not in named}
    assert outside(ministry) <= before
    after = set(User.objects.values_list("pk", *NAMES, "email", "personnel_number", "is_active"))
    assert {row[0] for row in people - after} <= named


def queries_of(ministry, count, start):
    rows = []
    for number in range(start, start + count):
        make_learner(f"Person {number}", agency=ministry, personnel_number=f"K{number}")
        make_learner(f"Person {number}", agency=ministry, personnel_number=f"L{number}")
        rows.append({"number": f"K{number}", "name_ru": "New", "post": "head", "email": f"k{number}@demo.example"})
        rows.append({"number": f"J{number}", "name_ru": "Joined"})
    with CaptureQueriesContext(connection) as captured:
        take_over(ministry, *rows, is_complete=True)
    return len(captured)


def test_three_rows_ask_as_often_as_one(ministry):
    make_course()
    assert AT_ONCE > 6

    assert queries_of(ministry, 1, 0) == queries_of(make_agency(), 3, 10)


def test_nobody_of_another_region_is_let_go_by_a_regions_coordinator():
    north, south = make_region(), make_region()
    department = make_agency(region=north)
    below = make_agency(parent=department, region=south)
    learner = make_learner(agency=below)

    owner = make_coordinator(region=north)
    roster = preview(department, {"number": "N1", "name_ru": "Anna"}, owner=owner, is_complete=True)

    assert roster.counts == {ChangeKind.JOINED: 1}
    assert spells(learner) == [(below.pk, LONG_AGO, None)]
