"""PRIV-03: nothing of an erased person is left anywhere, and the figures of regions and agencies are as before."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from agencies.domain.employment import employ
from agencies.models import EmploymentSpell
from audit.choices import Event
from audit.models import Entry
from learning.domain.invariants import violations
from learning.models import CourseCompletion
from privacy.domain.erasure import NotErasable, ask_for_erasure, erase, grant_erasure, refuse_erasure
from privacy.models import ErasureRequest
from privacy.rules.register import REGISTER
from reports.domain.cells import rebuild_all_cells
from reports.models import Cell, RegionCell
from tests.factories import make_administrator, make_agency, make_coordinator, make_course, make_duty, make_learner
from tests.factories.obligations import waive
from tests.privacy.marked import Marked

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def everything_stored() -> str:
    """Every row of every table, as one text."""
    return "\n".join(repr(row) for model in apps.get_models() for row in model._base_manager.values_list())


def test_priv_03_no_mark_of_an_erased_person_is_left_and_every_other_is():
    marked, other = Marked("Qasym"), Marked("Wali")
    assert marked.mark in everything_stored()

    erase(marked.person, by=make_administrator(), reason="№ 17", now=NOW)

    left = everything_stored()
    assert marked.mark not in left
    assert marked.mark.lower() not in left
    # Files of lists may name anybody: all of them go, whoever asked for them.
    kept = {pair: mark for pair, mark in other.marks.items() if pair[0] != "reports.TableFile"}
    assert [mark for mark in kept.values() if mark[:20] not in left and mark.lower()[:20] not in left] == []
    assert [one.model for one in REGISTER if not one.rows(other.person.pk).exists()] == ["reports.TableFile"]


def test_priv_03_an_erased_person_is_a_number_that_nobody_signs_in_with(client):
    person = make_learner("Qasym")

    erase(person, by=None, reason="", now=NOW)

    left = User.objects.get(pk=person.pk)
    assert (left.email, left.personnel_number, left.is_active, left.erased_on) == (
        None,
        None,
        False,
        date(2026, 11, 23),
    )
    assert not left.has_usable_password()
    assert str(left) == "Удалённое лицо"
    entry = Entry.objects.get(event=Event.ERASED)
    assert (entry.actor, entry.subject) == (None, str(person.pk))


def test_priv_03_figures_are_equal_before_and_after():
    course, agency, other = make_course(), make_agency(), make_agency()
    gone, waived, stays = make_learner(agency=agency), make_learner(agency=agency), make_learner(agency=other)
    make_duty(gone, course, until=date(2026, 10, 20), completed_at=datetime(2026, 9, 17, 15, tzinfo=UTC))
    make_duty(waived, course, due_on=date(2026, 9, 30))
    waive(waived, course, since=date(2026, 9, 20))
    make_duty(stays, course, completed_at=datetime(2026, 10, 3, 4, tzinfo=UTC))
    EmploymentSpell.objects.filter(person__in=[gone, waived]).update(until=date(2026, 10, 20))
    rebuild_all_cells(date(2026, 11, 23))
    before = figures()

    erase(gone, by=None, reason="", now=NOW)
    erase(waived, by=None, reason="", now=NOW)
    rebuild_all_cells(date(2026, 11, 23))

    assert len(before) > 4
    assert figures() == before
    assert [line for line in violations() if "certificate was issued" in line] == [
        f"course completion {CourseCompletion.objects.get(learner=stays).pk}: no certificate was issued"
    ]
    assert CourseCompletion.objects.get(learner=gone).completed_at == datetime(2026, 9, 1, tzinfo=UTC)


def figures() -> list[tuple]:
    """All cells, of agencies and of regions."""
    columns = (
        "course",
        "region",
        "category",
        "month",
        "obliged",
        "compliant",
        "waived",
        "overdue",
        "credited",
        "voluntary",
    )
    return sorted(
        [*map(repr, Cell.objects.values_list("agency", *columns)), *map(repr, RegionCell.objects.values_list(*columns))]
    )


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: make_learner(agency=make_agency()), "employed"),
        (lambda: make_coordinator(), "role"),
        (lambda: make_learner(is_superuser=True), "role"),
        (lambda: make_learner(erased_on=date(2026, 1, 1)), "gone"),
    ],
    ids=["employed", "coordinator", "superuser", "erased"],
)
def test_who_is_in_service_is_not_erased(make, code):
    person = make()

    with pytest.raises(NotErasable) as refused:
        erase(person, by=make_administrator(), reason="", now=NOW)

    assert refused.value.code == code
    assert User.objects.get(pk=person.pk).name_ru == person.name_ru


def test_a_request_is_made_once_and_decided_once_by_somebody_else():
    person, administrator = make_learner(), make_administrator()
    asked = ask_for_erasure(person, now=NOW)

    assert ask_for_erasure(person, now=timezone.now()) == asked
    own = ask_for_erasure(administrator, now=NOW)
    with pytest.raises(NotErasable, match="self"):
        refuse_erasure(own, by=administrator, answer="No.", now=NOW)
    grant_erasure(asked, by=administrator, now=NOW)
    with pytest.raises(NotErasable, match="gone"):
        grant_erasure(asked, by=administrator, now=NOW)
    decided = ErasureRequest.objects.get(pk=asked.pk)
    assert (decided.is_granted, decided.decided_by, decided.person.erased_on) == (
        True,
        administrator,
        date(2026, 11, 23),
    )


def test_erasing_ends_before_a_new_employment():
    person, agency = make_learner(), make_agency()
    employ(person, agency, post="Q", since=date(2020, 1, 1))
    EmploymentSpell.objects.filter(person=person).update(until=date(2026, 11, 22))

    erase(person, by=None, reason="", now=NOW)

    spell = EmploymentSpell.objects.get(person=person)
    assert (spell.post, spell.agency, spell.until) == ("", agency, date(2026, 11, 22))
