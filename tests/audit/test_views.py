"""The auditor reads the log, filtered and as a file; for everybody else there is nothing (ACC-03)."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from agencies.choices import Role
from agencies.domain.roles import grant_role
from audit.choices import Event
from audit.domain.recording import record
from audit.models import Entry
from home.domain.editors import set_up_editors
from tests.factories import make_coordinator, make_learner, make_trainer

pytestmark = pytest.mark.django_db
LOG = reverse("audit:log")


@pytest.fixture
def auditor():
    set_up_editors([], [])
    person = make_learner(name_ru="Аудитор")
    grant_role(person, Role.AUDITOR, since=timezone.localdate())
    return person


@pytest.mark.parametrize("make", [make_learner, make_trainer, make_coordinator])
def test_acc_03_the_log_is_not_there_for_anybody_else(client, make):
    client.force_login(make())

    assert client.get(LOG).status_code == 404


def test_anonymous_people_are_led_to_the_door(client):
    assert client.get(LOG)["Location"].startswith(reverse("account_login"))


def test_a_role_that_has_ended_opens_nothing(client, auditor):
    auditor.role_assignments.update(
        since=timezone.localdate() - timedelta(5), until=timezone.localdate() - timedelta(1)
    )
    client.force_login(auditor)

    assert client.get(LOG).status_code == 404


def test_entries_are_found_by_event_person_and_day(client, auditor):
    aigerim = make_learner(name_ru="Айгерим")
    record(
        Event.ROLE_GRANTED, actor=auditor.pk, subject=aigerim, after={"role": "coordinator"}, reason="<b>Order 5</b>"
    )
    record(Event.EXPORTED, actor=aigerim.pk, after={"rows": 12})
    client.force_login(auditor)
    today = timezone.localdate()

    def found(**values):
        return [row["entry"].event for row in client.get(LOG, values).context["rows"] if row["entry"].event[0] in "re"]

    assert found() == ["exported", "role_granted"]
    assert found(event="exported") == ["exported"]
    assert found(actor=auditor.pk) == ["role_granted"]
    assert found(person=aigerim.pk) == ["role_granted"]
    assert found(since=today, until=today) == ["exported", "role_granted"]
    assert found(until=today - timedelta(1)) == []
    html = client.get(LOG).content.decode()
    assert "Айгерим" in html
    assert "&lt;b&gt;Order 5&lt;/b&gt;" in html


@pytest.mark.parametrize("values", [{"actor": "x"}, {"since": "31.31.2026"}, {"event": "nothing"}, {"actor": "9" * 30}])
def test_a_filter_that_cannot_be_read_is_named_and_shows_nothing(client, auditor, values):
    client.force_login(auditor)

    response = client.get(LOG, values)

    assert response.status_code == 400
    assert "govuk-error-message" in response.content.decode()


def test_opening_the_log_is_itself_an_entry(client, auditor):
    client.force_login(auditor)

    client.get(LOG, {"event": "exported", "format": "json"})

    last = Entry.objects.latest("pk")
    assert (last.event, last.actor, last.after) == ("audit_opened", auditor.pk, {"event": "exported", "format": "json"})


def test_the_file_has_the_rows_of_the_screen(client, auditor):
    for rows in range(3):
        record(Event.EXPORTED, actor=auditor.pk, after={"rows": rows})
    client.force_login(auditor)

    file = json.loads(client.get(LOG, {"event": "exported", "format": "json"}).content)

    assert [row[6] for row in file["rows"]] == ["rows: 2", "rows: 1", "rows: 0"]
    assert client.get(LOG, {"format": "pdf"}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(client, auditor, django_assert_num_queries):
    client.force_login(auditor)
    client.get(LOG)
    people = [make_learner() for _n in range(3)]
    for rows in (1, 2):
        for person in people[:rows]:
            record(Event.EXPORTED, actor=person.pk, subject=person)
        with django_assert_num_queries(9):
            client.get(LOG)


def test_the_nightly_check_fails_loudly_on_a_changed_entry(db):
    from django.db import connection

    record(Event.EXPORTED, actor=1)
    call_command("check_audit")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET actor = 2")

    with pytest.raises(CommandError, match="was changed"):
        call_command("check_audit")
