"""REL-06: two transactions that get in each other's way are tried again, three times at the most."""

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection, transaction

from accounts.models import User
from core.retrying import TRIES, is_transient, retried
from tests.factories import make_learner


def locked(name: str = "SQLITE_BUSY") -> OperationalError:
    """What Django raises for this error of SQLite."""
    cause = sqlite3.OperationalError(name)
    cause.sqlite_errorname = name
    error = OperationalError(name)
    error.__cause__ = cause
    return error


def failing(*errors: Exception):
    """An act that raises these errors one after the other, then succeeds; and how often it was tried."""
    waiting, tries = list(errors), []

    @retried
    @transaction.atomic
    def act() -> str:
        make_learner()
        tries.append(1)
        if waiting:
            raise waiting.pop(0)
        return "done"

    return act, tries


@pytest.mark.django_db(transaction=True)
def test_rel_06_an_act_that_met_a_lock_is_done_once():
    act, tries = failing(locked(), locked("SQLITE_LOCKED"))

    assert act() == "done"
    assert (len(tries), User.objects.count()) == (3, 1)


@pytest.mark.django_db(transaction=True)
def test_rel_06_it_is_tried_three_times_and_then_told():
    act, tries = failing(*[locked() for _n in range(TRIES)])

    with pytest.raises(OperationalError):
        act()

    assert (len(tries), User.objects.count()) == (TRIES, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [locked("SQLITE_ERROR"), locked("SQLITE_FULL"), ValueError("wrong")])
def test_rel_06_what_trying_again_cannot_help_is_told_at_once(error):
    act, tries = failing(error)

    with pytest.raises(type(error)):
        act()

    assert len(tries) == 1


@pytest.mark.django_db(transaction=True)
def test_rel_06_inside_another_transaction_only_the_outer_one_begins_again():
    act, tries = failing(locked())

    with pytest.raises(OperationalError), transaction.atomic():
        act()

    assert len(tries) == 1


@pytest.mark.django_db(transaction=True)
def test_rel_06_a_deadlock_costs_nobody_their_act():
    first, second = make_learner(), make_learner()
    meet, errors = threading.Barrier(2, timeout=10), []

    def act(one: User, other: User) -> None:
        came = []

        @retried
        @transaction.atomic
        def rename() -> None:
            User.objects.filter(pk=one.pk).update(name_en="renamed")
            if not came and connection.vendor == "postgresql":
                came.append(1)
                meet.wait()
            User.objects.filter(pk=other.pk).update(name_ru="renamed")

        try:
            rename()
        except OperationalError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert set(User.objects.values_list("name_en", "name_ru")) == {("renamed", "renamed")}


def test_rel_06_states_of_postgresql_are_known():
    deadlock, wrong = OperationalError(), OperationalError()
    deadlock.__cause__, wrong.__cause__ = Exception(), Exception()
    deadlock.__cause__.sqlstate, wrong.__cause__.sqlstate = "40P01", "42P01"

    assert (is_transient(deadlock), is_transient(wrong)) == (True, False)
