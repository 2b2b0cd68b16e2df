"""What a staff list changes, by hand and without a database."""

from datetime import date

import pytest

from rosters.choices import ChangeKind
from rosters.domain.reconciling import Known, Place, reconcile
from rosters.domain.rows import Row

AS_OF = date(2026, 11, 20)
ROOT, UNIT, ELSEWHERE = 1, 2, 9
IVANOVA = ("Иванова Анна", "", "")


def inside(pk=1, **fields):
    given = {"number": f"N{pk}", "names": IVANOVA, "agency": ROOT, "post": "expert", "category": "corpus_b"}
    return Known(pk, is_inside=True, **given | {"since": date(2020, 1, 1)} | fields)


def row(line=2, **fields):
    return Row(line, **{"names": IVANOVA} | fields)


def run(rows, people=(), *, is_complete=False):
    return reconcile(rows, people, as_of=AS_OF, root=ROOT, is_complete=is_complete)


def one(given, *people, **options):
    (change,) = run([given], people, **options)
    return change


def test_somebody_unknown_joins_on_the_day_of_the_list_at_the_agency_itself():
    change = one(row(number="N1"))

    assert (change.kind, change.person) == (ChangeKind.JOINED, None)
    assert change.place == Place(ROOT, "", "other", AS_OF)


def test_somebody_known_is_unchanged():
    change = one(row(number="N1", post="Expert", category="corpus_b"), inside())

    assert (change.kind, change.changes, change.place) == (ChangeKind.UNCHANGED, (), None)


@pytest.mark.parametrize(
    ("fields", "kind", "place"),
    [
        ({"unit": UNIT}, ChangeKind.MOVED, Place(UNIT, "expert", "corpus_b", AS_OF)),
        ({"post": "head"}, ChangeKind.POST_CHANGED, Place(ROOT, "head", "corpus_b", AS_OF)),
        (
            {"category": "corpus_a", "since": date(2026, 3, 1)},
            ChangeKind.POST_CHANGED,
            Place(ROOT, "expert", "corpus_a", date(2026, 3, 1)),
        ),
        # An earlier day is that of another post, so the change is dated by the list.
        (
            {"unit": UNIT, "since": date(2015, 1, 1)},
            ChangeKind.MOVED,
            Place(UNIT, "expert", "corpus_b", AS_OF),
        ),
        ({"names": ("Петрова Анна", "", "")}, ChangeKind.RENAMED, None),
        ({"email": "anna@demo.example"}, ChangeKind.COMPLETED, None),
    ],
)
def test_what_a_row_changes(fields, kind, place):
    change = one(row(number="N1", **fields), inside())

    assert (change.kind, change.place) == (kind, place)


def test_a_move_with_another_name_says_both():
    change = one(row(number="N1", unit=UNIT, names=("Петрова Анна", "", "")), inside())

    assert change.kind == ChangeKind.MOVED
    assert {name for name, _before, _after in change.changes} == {"unit", "since", "name_ru"}


def test_imp_08_an_e_mail_is_never_replaced():
    change = one(row(number="N1", email="new@demo.example"), inside(email="old@demo.example"))

    assert (change.kind, change.changes) == (ChangeKind.UNCHANGED, ())
    assert change.remarks == (("email_kept", {}),)


def test_a_post_that_began_on_the_day_of_the_list_is_amended():
    change = one(row(number="N1", unit=UNIT), inside(since=AS_OF))

    assert change.place == Place(UNIT, "expert", "corpus_b", AS_OF, amends=True)


@pytest.mark.parametrize(
    ("given", "people", "code"),
    [
        (row(number="N1", email="b@demo.example"), [inside(1), inside(2, email="b@demo.example")], "identity"),
        (row(number="N7", email="b@demo.example"), [inside(2, email="b@demo.example")], "identity"),
        (row(number="N1", unit=UNIT), [inside(since=date(2026, 11, 21))], "too_early"),
        (row(number="N1"), [Known(1, number="N1", is_active=False)], "closed"),
        (row(number="N1"), [Known(1, number="N1", agency=ELSEWHERE, since=AS_OF)], "too_early"),
        (row(number="N1"), [Known(1, number="N1", last_until=AS_OF)], "too_early"),
    ],
)
def test_conflicts(given, people, code):
    change = one(given, *people)

    assert change.kind == ChangeKind.CONFLICT
    assert [code for code, _params in change.problems] == [code]
    assert (change.place, change.changes) == (None, ())


@pytest.mark.parametrize(("fields", "code"), [({}, "nobody"), ({"number": "N1", "names": ("", "", "")}, "no_name")])
def test_a_row_must_say_who_it_is(fields, code):
    change = one(row(**fields))

    assert (change.kind, change.problems) == (ChangeKind.PROBLEM, ((code, {}),))


def test_rows_about_one_person_are_all_in_conflict():
    rows = [row(2, number="N1"), row(3, email="a@demo.example"), row(4, number="N1"), row(5, number="N5")]
    changes = run(rows, [inside(email="a@demo.example")])

    assert [(one.kind, dict(one.problems)) for one in changes[:3]] == [
        (ChangeKind.CONFLICT, {"repeated": {"line": 4}}),
        (ChangeKind.CONFLICT, {"repeated": {"line": 2}}),
        (ChangeKind.CONFLICT, {"repeated": {"line": 2}}),
    ]
    assert changes[3].kind == ChangeKind.JOINED


def test_imp_06_of_somebody_from_elsewhere_nothing_is_told_that_the_row_does_not_say():
    person = Known(1, number="N1", names=("Secret", "", ""), agency=ELSEWHERE, post="secret", since=date(2020, 1, 1))
    change = one(row(number="N1", post="expert"), person)

    assert change.kind == ChangeKind.ARRIVED
    assert all(before in ("", None) for _name, before, _after in change.changes)
    assert "ecret" not in str(change.changes)


def test_who_comes_back_begins_after_the_last_post():
    person = Known(1, number="N1", last_until=date(2026, 5, 31))

    assert one(row(number="N1", since=date(2015, 1, 1)), person).place.since == AS_OF
    assert one(row(number="N1", since=date(2026, 6, 1)), person).place.since == date(2026, 6, 1)


def test_an_account_that_a_list_has_closed_is_opened_again():
    change = one(row(number="N1"), Known(1, number="N1", is_active=False, may_reopen=True))

    assert ("account", "closed", "open") in change.changes


def test_only_a_complete_list_lets_people_go():
    rows = [row(number="N2")]

    assert [change.kind for change in run(rows, [inside()])] == [ChangeKind.JOINED]
    left = run(rows, [inside()], is_complete=True)[1]
    assert left.kind == ChangeKind.LEFT
    assert left.changes == (("until", "", "2026-11-19"), ("account", "open", "closed"))


def test_a_namesake_of_somebody_who_leaves_is_remarked():
    change = run([row(number="N2")], [inside()], is_complete=True)[0]

    assert change.remarks == (("same_name", {}),)


def test_who_holds_a_role_keeps_the_account():
    left = run([], [inside(keeps_account=True)], is_complete=True)[0]

    assert left.changes == (("until", "", "2026-11-19"),)


@pytest.mark.parametrize(
    ("given", "people"),
    [
        (row(number="N1", problems=(("since", {}),)), [inside()]),
        # The number could not be read, the name could.
        (row(problems=(("number", {}),)), [inside()]),
        (row(number="N1", email="b@demo.example"), [inside(1), inside(2, email="b@demo.example")]),
    ],
)
def test_nobody_leaves_by_a_row_that_is_not_taken_over(given, people):
    changes = run([given], people, is_complete=True)

    assert ChangeKind.LEFT not in {change.kind for change in changes}


def test_who_came_on_the_day_of_the_list_or_later_does_not_leave_by_it():
    changes = run([], [inside(1, since=AS_OF), inside(2, since=date(2026, 11, 21))], is_complete=True)

    assert [(one.kind, one.problems) for one in changes] == [(ChangeKind.CONFLICT, (("began_that_day", {}),))]
