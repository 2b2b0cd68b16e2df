"""What runs every day and every week."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from elearn.management.commands.run_nightly import ERRANDS
from reminders.models import Message
from tests.factories import make_agency, make_coordinator, make_course, make_learner
from tests.factories.duties import make_duty
from tests.factories.reminders import make_late

pytestmark = pytest.mark.django_db


def run(name):
    out = StringIO()
    call_command(name, stdout=out)
    return out.getvalue().strip()


def test_reminders_are_queued_and_sent_once_a_day(mailoutbox):
    learner = make_learner(agency=make_agency())
    make_duty(learner, make_course(), due_on=timezone.localdate() + timedelta(days=7))

    assert run("send_reminders") == "Reminders: 1 queued"
    assert run("send_reminders") == "Reminders: 0 queued"

    assert [mail.to for mail in mailoutbox] == [[learner.email]]
    assert Message.objects.get().state == "sent"


def test_digests_are_queued_and_sent_once_a_week(mailoutbox):
    agency = make_agency()
    make_late(timezone.localdate(), agency)
    coordinator = make_coordinator(agency=agency)

    assert run("send_digests") == "Summaries: 1 queued"
    assert run("send_digests") == "Summaries: 0 queued"

    assert [mail.to for mail in mailoutbox] == [[coordinator.email]]


def test_more_than_a_batch_is_sent_in_turn(mailoutbox, monkeypatch):
    monkeypatch.setattr("reminders.domain.delivering.AT_ONCE", 2)
    agency, course = make_agency(), make_course()
    for _one in range(5):
        make_duty(make_learner(agency=agency), course, due_on=timezone.localdate())

    run("send_reminders")

    assert len(mailoutbox) == 5


def test_reminders_go_out_every_night_after_duties_are_counted():
    names = [errand[0] for errand in ERRANDS]

    assert names.index("recount_duties") < names.index("send_reminders")
