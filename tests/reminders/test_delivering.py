"""Mails through a real server: never lost, never twice."""

import logging
from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.mail import get_connection
from django.db import connection

from reminders.choices import MessageState
from reminders.domain.delivering import deliver
from reminders.domain.pausing import end_site_pause, pause
from reminders.mails import compose
from reminders.models import Bounce, Message
from tests.factories import make_agency, make_coordinator, make_course
from tests.factories.duties import make_completion, make_duty
from tests.factories.people import make_learner
from tests.factories.reminders import make_late, make_message
from tests.harness.mail import mail_server

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def crowd():
    """A function: so many messages that wait."""

    def make(number, **fields):
        agency, course = make_agency(), make_course("UPR")
        people = [make_late(TODAY, agency, course=course, **fields) for _one in range(number)]
        return [make_message(person, TODAY, course) for person in people]

    return make


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def addresses(messages):
    return [one.person.email for one in messages]


def test_every_mail_arrives_and_is_marked(server, send, crowd, clock):
    messages = crowd(3)

    assert send().sent == 3
    assert send().sent == 0

    assert server.recipients == addresses(messages)
    assert set(Message.objects.values_list("state", "sent_at", "tries", "error")) == {("sent", clock(), 1, "")}


@pytest.mark.django_db(transaction=True)
def test_rel_04_two_senders_at_once_send_every_mail_once(server, crowd, clock):
    messages = crowd(12)
    together = Barrier(2)

    def compose_together(batch):
        mails = compose(batch, today=TODAY)
        together.wait(timeout=10)  # both have read the same messages
        return mails

    def work():
        deliver(compose_together, get_connection(), clock=clock)
        connection.close()

    threads = [Thread(target=work) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(server.recipients) == sorted(addresses(messages))
    assert set(states()) == {MessageState.SENT}


def test_rel_11_a_server_that_is_away_and_back_gets_every_mail_once(settings, send, crowd, clock):
    settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
    with mail_server() as state:
        settings.EMAIL_PORT = state.port
    messages = crowd(3)

    waits = []
    for _night in range(7):
        result = send()
        waits.append((result.again_at - clock()).total_seconds() / 60)
        assert set(states()) == {MessageState.QUEUED}
        assert send().again_at is None  # nothing is due meanwhile
        clock.now = result.again_at
    with mail_server(state.port, state):
        assert send().sent == 3

    assert waits == [5, 15, 60, 180, 360, 360, 360]
    assert state.recipients == addresses(messages)
    assert set(Message.objects.values_list("error", flat=True)) == {""}


def test_a_server_is_never_given_up(settings, send, crowd, clock):
    settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
    with mail_server() as state:
        settings.EMAIL_PORT = state.port
    crowd(1)
    clock.forward(days=30)

    send()

    assert Message.objects.get().error == "ConnectionRefusedError"
    assert states() == [MessageState.QUEUED]


def test_a_server_that_goes_away_in_between_gets_the_rest_later(server, send, crowd, clock):
    messages = crowd(4)
    server.hang_up_after = 2

    send()
    server.hang_up_after = None
    clock.forward(hours=1)
    send()

    # The third one's text had begun: nobody knows, so nobody repeats it.
    assert states() == [MessageState.SENT, MessageState.SENT, MessageState.UNCLEAR, MessageState.SENT]
    assert server.recipients == [one.person.email for one in messages if one != messages[2]]


def test_a_mail_whose_answer_was_lost_is_not_sent_twice(server, send, crowd, clock):
    crowd(1)
    server.loses_answers = True

    send()
    server.loses_answers = False
    clock.forward(days=1)
    send()

    assert (len(server.taken), states()) == (1, [MessageState.UNCLEAR])


def test_rel_04_a_sender_killed_on_the_way_leaves_a_doubt_and_no_second_mail(server, send, crowd, clock):
    crowd(1)
    Message.objects.update(state=MessageState.SENDING, claimed_at=clock())

    send()
    assert states() == [MessageState.SENDING]
    clock.forward(hours=2)
    send()

    assert (server.taken, states()) == ([], [MessageState.UNCLEAR])


def test_an_address_that_does_not_exist_is_listed_and_the_others_get_theirs(server, send, crowd, clock):
    messages = crowd(3)
    bad = messages[1].person
    server.refused[bad.email] = f"550 5.1.1 <{bad.email}> unknown"

    assert send().sent == 2

    assert states() == [MessageState.SENT, MessageState.BOUNCED, MessageState.SENT]
    assert list(Bounce.objects.values_list("address", "since", "reason")) == [(bad.email, clock(), "550 5.1.1")]


def test_a_refused_address_is_not_written_to_again(server, send, crowd, clock):
    (message,) = crowd(1)
    Bounce.objects.create(address=message.person.email, since=clock(), reason="550")

    send()

    assert (server.taken, states()) == ([], [MessageState.DROPPED])


def test_a_greylisting_server_is_asked_again_for_that_mail_only(server, send, crowd, clock):
    messages = crowd(2)
    server.refused[messages[0].person.email] = "450 4.7.1 come back later"

    result = send()
    server.refused.clear()
    clock.now = result.again_at
    send()

    assert server.recipients == addresses(reversed(messages))
    assert Bounce.objects.count() == 0


def test_a_mail_refused_for_days_is_given_up(server, send, crowd, clock):
    crowd(1)
    server.refused_texts = "554 5.6.0 no"
    clock.forward(days=6)

    send()

    assert list(Message.objects.values_list("state", "error")) == [(MessageState.FAILED, "554 5.6.0")]


def test_a_server_that_does_not_take_our_address_keeps_everything_waiting(server, send, crowd):
    crowd(3)
    server.refused_senders = "530 5.7.0 sign in first"

    send()

    assert set(Message.objects.values_list("state", "error")) == {(MessageState.QUEUED, "530 5.7.0")}
    assert Bounce.objects.count() == 0


def test_what_was_completed_meanwhile_is_not_asked_for(server, send, clock):
    agency, first, second = make_agency(), make_course("First"), make_course("Second")
    done, half = make_late(TODAY, agency, course=first), make_late(TODAY, agency, course=first)
    make_duty(half, second, due_on=TODAY)
    spells = {one.pk: one.employment_spells.get() for one in (done, half)}
    for one in (done, half):
        make_completion(one, first, spells[one.pk], clock())
    make_message(done, TODAY, first)
    make_message(half, TODAY, first, second)

    send()

    assert states() == [MessageState.DROPPED, MessageState.SENT]
    text = server.mail_to(half.email).get_body("plain").get_content()
    assert ("Second" in text, "First" in text) == (True, False)


def test_a_pause_keeps_mails_and_its_end_lets_them_go(server, send, crowd, clock):
    (message, other) = crowd(2)
    pause(None, until=None, by=message.person, now=clock())
    send()
    assert server.taken == []

    end_site_pause()
    pause(other.person, until=TODAY, by=message.person, now=clock())
    send()
    assert server.recipients == [message.person.email]

    clock.forward(days=1)
    send()
    assert server.recipients == addresses([message, other])


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_is_read_with_the_same_queries_for_any_number(crowd, django_assert_num_queries, number):
    crowd(number)
    batch = list(Message.objects.select_related("person"))

    with django_assert_num_queries(3):
        assert len(compose(batch, today=TODAY)) == number


def test_the_log_names_nobody(server, send, crowd, caplog):
    messages = crowd(2)
    server.refused[messages[0].person.email] = f"550 5.1.1 <{messages[0].person.email}> unknown"

    with caplog.at_level(logging.DEBUG):
        send()

    written = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert not any(address in written for address in addresses(messages))


def test_a_digest_goes_out_like_any_other_mail(server, send, clock):
    agency = make_agency("North Department")
    make_late(TODAY, agency)
    coordinator = make_coordinator(agency=agency, language="ru")
    learner = make_learner(agency=agency)
    for one in (coordinator, learner):
        Message.objects.create(person=one, kind="digest", day=TODAY, language="ru", not_before=clock())

    send()

    # Whoever coordinates nothing any more gets no figures.
    assert states() == [MessageState.SENT, MessageState.DROPPED]
    assert "North Department" in server.mail_to(coordinator.email).get_body("plain").get_content()
