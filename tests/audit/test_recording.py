"""The audit log is added to in the transaction of the act, and a chain shows any later change (PRIV-06)."""

import pytest
from django.db import connection, transaction

from accounts.models import User
from audit.choices import Event
from audit.domain.chain import chain_entries, check_chain
from audit.domain.recording import record
from audit.models import AppendOnly, Chain, Entry, Link
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


def make_entries(number):
    return [record(Event.EXPORTED, actor=n + 1, after={"rows": n}) for n in range(number)]


def rewrite(sql, *values):
    """What somebody does who goes round this site, straight to the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_priv_06_an_entry_tells_who_did_what_to_whom_with_before_after_and_reason():
    person = make_learner()

    entry = record(
        Event.ROLE_ENDED, actor=7, subject=person, before={"until": None}, after={"until": "2026-11-23"}, reason="Left"
    )

    stored = Entry.objects.get()
    assert stored == entry
    assert (stored.event, stored.actor, stored.subject_kind, stored.subject) == (
        "role_ended",
        7,
        "user",
        f"{person.pk}",
    )
    assert (stored.before, stored.after, stored.reason) == ({"until": None}, {"until": "2026-11-23"}, "Left")


def test_priv_06_what_did_not_happen_is_not_recorded():
    with pytest.raises(RuntimeError), transaction.atomic():
        record(Event.EXPORTED, actor=1)
        raise RuntimeError

    assert not Entry.objects.exists()


def test_priv_06_entries_cannot_be_changed_or_removed_by_this_site():
    entry, *_others = make_entries(2)
    entry.reason = "Other"

    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        entry.delete()
    with pytest.raises(AppendOnly):
        Entry.objects.update(reason="Other")
    with pytest.raises(AppendOnly):
        Entry.objects.filter(pk=entry.pk).delete()
    assert [one.reason for one in Entry.objects.all()] == ["", ""]


def test_priv_06_a_whole_chain_has_no_problems_and_a_head_that_moves_with_each_entry():
    make_entries(3)
    assert chain_entries() == 3
    first = check_chain()
    make_entries(1)
    assert chain_entries() == 1
    assert chain_entries() == 0

    second = check_chain()

    assert (first.length, first.problems, second.length, second.problems) == (3, (), 4, ())
    assert first.head != second.head


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET reason = 'x' WHERE id = %s",
        "UPDATE audit_entry SET event = 'x' WHERE id = %s",
        "UPDATE audit_entry SET actor = NULL WHERE id = %s",
    ],
)
def test_priv_06_a_changed_entry_is_named(change):
    _first, second, _third = make_entries(3)
    chain_entries()

    rewrite(change, second.pk)

    assert check_chain().problems == (f"entry {second.pk} at link 2 was changed",)


def test_priv_06_a_removed_entry_is_named_in_the_middle_and_at_the_end():
    _first, second, third = make_entries(3)
    chain_entries()

    for entry, problem in ((second, "link 2 is missing"), (third, "the chain had 3 links and has 1")):
        rewrite("DELETE FROM audit_link WHERE entry_id = %s", entry.pk)
        rewrite("DELETE FROM audit_entry WHERE id = %s", entry.pk)
        assert problem in check_chain().problems


def test_priv_06_the_chain_made_anew_has_another_head():
    """Whoever can write everything can make a chain that fits: the head noted elsewhere shows it."""
    make_entries(2)
    chain_entries()
    noted = check_chain().head
    rewrite("UPDATE audit_entry SET actor = 99 WHERE actor = 1")
    Link.objects.all().delete()
    Chain.objects.all().delete()

    chain_entries()

    assert check_chain().problems == ()
    assert check_chain().head != noted


def test_an_entry_outlives_the_person_it_is_about():
    person = make_learner()
    record(Event.SIGNED_IN, actor=person.pk, subject=person)
    chain_entries()

    User.objects.filter(pk=person.pk).delete()

    assert (Entry.objects.count(), check_chain().problems) == (1, ())
