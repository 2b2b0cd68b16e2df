"""Who is told what on which day, once."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from agencies.models import EmploymentSpell
from learning.models import CourseCompletion
from obligations.models import Duty
from obligations.queries import open_duties
from reminders.choices import MessageKind, Rule
from reminders.domain.pausing import end_site_pause, pause
from reminders.domain.queueing import queue_asked, queue_digests, queue_due
from reminders.mails import compose
from reminders.models import Bounce, Message, Reminder
from reminders.queries import Audience, audience_of, coordinators_on
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_region
from tests.factories.duties import make_completion, make_duty
from tests.factories.obligations import waive
from tests.factories.reminders import make_late, make_message, noon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = noon(TODAY)


def run(today=TODAY):
    return queue_due(today=today, now=noon(today))


def told():
    return list(Reminder.objects.order_by("pk").values_list("person__email", "course__slug", "rule"))


def in_days(days):
    return TODAY + timedelta(days=days)


@pytest.fixture
def agency():
    return make_agency(region=make_region())


@pytest.fixture
def learner(agency):
    return make_learner(agency=agency)


def test_a_duty_is_told_by_every_rule_once_in_its_life(learner):
    make_duty(learner, make_course(), due_on=in_days(40))

    for day in range(60):
        run(in_days(day))
        run(in_days(day))

    assert [(one.message.day, one.rule) for one in Reminder.objects.select_related("message").order_by("pk")] == [
        (in_days(10), Rule.MONTH_BEFORE),
        (in_days(33), Rule.WEEK_BEFORE),
        (in_days(39), Rule.DAY_BEFORE),
        (in_days(47), Rule.WEEK_AFTER),
    ]


def test_one_mail_a_day_tells_of_all_courses_in_the_persons_language(agency):
    learner = make_learner(agency=agency, language="kk")
    make_duty(learner, make_course(), due_on=in_days(7))
    make_duty(learner, make_course(), due_on=in_days(-7))

    assert run() == 1

    message = Message.objects.get()
    assert (message.person, message.language, message.reminders.count()) == (learner, "kk", 2)


def test_duties_counted_again_are_not_told_again(learner):
    duty = make_duty(learner, make_course(), due_on=in_days(7))
    run()
    duty.delete()
    duty.pk = None
    duty.save(force_insert=True)

    assert run(in_days(1)) == 0


def test_a_date_that_moved_is_told(learner):
    duty = make_duty(learner, make_course(), due_on=in_days(7))
    run()
    Duty.objects.filter(pk=duty.pk).update(due_on=in_days(8))

    assert run(in_days(1)) == 1


@pytest.mark.parametrize(
    "spare",
    [
        lambda duty: make_completion(duty.learner, duty.course, duty.spell, noon(in_days(-1))),
        lambda duty: waive(duty.learner, duty.course, since=in_days(-1)),
        lambda duty: Duty.objects.filter(pk=duty.pk).update(until=in_days(-1)),
        lambda duty: Duty.objects.filter(pk=duty.pk).update(since=in_days(1)),
        lambda duty: User.objects.filter(pk=duty.learner_id).update(is_active=False),
        lambda duty: type(duty.course).objects.filter(pk=duty.course_id).update(is_open=False),
        lambda duty: User.objects.filter(pk=duty.learner_id).update(email=None, personnel_number="7"),
        lambda duty: Bounce.objects.create(address=duty.learner.email, since=NOW, reason="550"),
        lambda duty: pause(duty.learner, until=TODAY, by=duty.learner, now=NOW),
        lambda duty: pause(None, until=TODAY, by=duty.learner, now=NOW),
    ],
    ids=["completed", "waived", "ended", "later", "inactive", "closed", "no_email", "refused", "paused", "all_paused"],
)
def test_who_is_told_nothing(learner, spare):
    spare(make_duty(learner, make_course(), due_on=in_days(7)))

    assert (run(), told()) == (0, [])


def test_a_completion_that_has_run_out_is_none(learner):
    duty = make_duty(learner, make_course(), due_on=in_days(-30))
    make_completion(learner, duty.course, duty.spell, noon(in_days(-400)), valid_until=in_days(-7))

    assert run() == 1


def test_after_a_pause_the_rule_is_told_late(learner):
    make_duty(learner, make_course(), due_on=in_days(7))
    pause(None, until=None, by=learner, now=NOW)
    run()
    end_site_pause()

    assert run(in_days(2)) == 1


def test_asking_leaves_out_those_done_and_those_reminded_in_the_last_three_days(agency):
    asking, course = make_coordinator(), make_course()
    late = make_late(TODAY, agency, course=course)
    recent, older = make_late(TODAY, agency, course=course), make_late(TODAY, agency, course=course)
    make_message(recent, in_days(-3), course)
    make_message(older, in_days(-4), course)
    done = make_late(TODAY, agency, course=course)
    make_completion(done, course, EmploymentSpell.objects.get(person=done), noon(TODAY))
    make_late(TODAY, agency, course=course, email=None, personnel_number="1")
    refused = make_late(TODAY, agency, course=course)
    Bounce.objects.create(address=refused.email, since=NOW, reason="550")
    paused = make_late(TODAY, agency, course=course)
    pause(paused, until=None, by=asking, now=NOW)
    duties = open_duties(TODAY)

    assert audience_of(duties, TODAY) == Audience(reached=2, recent=1, paused=1, refused=1, no_email=1)
    assert audience_of(duties, TODAY).total == 6
    assert queue_asked(duties, by=asking, today=TODAY, now=NOW) == 2
    assert {one.person for one in Reminder.objects.filter(asked_by=asking)} == {late, older}
    assert queue_asked(duties, by=asking, today=TODAY, now=NOW) == 0


def test_asking_for_people_paused_as_a_whole_queues_nothing(agency):
    make_late(TODAY, agency)
    pause(None, until=None, by=make_coordinator(), now=NOW)

    assert queue_asked(open_duties(TODAY), by=make_coordinator(), today=TODAY, now=NOW) == 0


def test_coordinators_get_a_summary_once_a_week():
    coordinator = make_coordinator()
    make_coordinator(is_active=False)
    make_learner()

    assert queue_digests(coordinators_on(TODAY), today=TODAY, now=NOW) == 1
    assert queue_digests(coordinators_on(in_days(1)), today=in_days(1), now=noon(in_days(1))) == 0
    assert queue_digests(coordinators_on(in_days(7)), today=in_days(7), now=noon(in_days(7))) == 1
    assert set(Message.objects.values_list("person", "kind")) == {(coordinator.pk, MessageKind.DIGEST)}


@pytest.mark.parametrize("number", [1, 3])
def test_queueing_costs_the_same_for_any_number(agency, django_assert_num_queries, number):
    course = make_course()
    for _one in range(number):
        make_duty(make_learner(agency=agency), course, due_on=in_days(7))

    with django_assert_num_queries(10):
        assert run() == number


@pytest.mark.parametrize("number", [1, 3])
def test_asking_costs_the_same_for_any_number(agency, django_assert_num_queries, number):
    asking, course = make_coordinator(), make_course()
    for _one in range(number):
        make_late(TODAY, agency, course=course)

    with django_assert_num_queries(9):
        assert queue_asked(open_duties(TODAY), by=asking, today=TODAY, now=NOW) == number


def test_a_thousand_people_are_queued_in_one_go(agency):
    course = make_course()
    spell = make_duty(make_learner(agency=agency), course, due_on=in_days(7)).spell
    rule = Duty.objects.get().obligation
    people = User.objects.bulk_create(User(email=f"crowd-{number}@demo.example") for number in range(1000))
    Duty.objects.bulk_create(
        Duty(
            learner=one, course=course, obligation=rule, spell=spell, agency=agency, category=spell.category,
            since=in_days(-60), due_on=in_days(7),
        )
        for one in people
    )  # fmt: skip

    assert run() == 1001
    assert (Message.objects.count(), Reminder.objects.count(), CourseCompletion.objects.count()) == (1001, 1001, 0)


@pytest.mark.parametrize(
    ("ends_in", "rules"),
    [
        (40, []),
        (30, [Rule.MONTH_BEFORE]),
        (7, [Rule.WEEK_BEFORE]),
        (-7, [Rule.WEEK_AFTER]),
        (None, []),
    ],
)
def test_a_completion_that_ends_is_told_of_like_a_due_date(learner, ends_in, rules):
    course = make_course(valid_months=12, window_months=2)
    duty = make_duty(learner, course, due_on=in_days(-300))
    until = in_days(ends_in) if ends_in is not None else None
    make_completion(learner, course, duty.spell, noon(in_days(-330)), valid_until=until)

    run()

    assert [(one.rule, one.due_on) for one in Reminder.objects.all()] == [(rule, until) for rule in rules]


def test_what_is_renewed_before_the_mail_goes_is_not_told(learner):
    course = make_course(valid_months=12, window_months=2)
    duty = make_duty(learner, course, due_on=in_days(-300))
    make_completion(learner, course, duty.spell, noon(in_days(-330)), valid_until=in_days(7))
    run()
    make_completion(learner, course, duty.spell, noon(TODAY), valid_until=in_days(372), cycle=2)

    message = Message.objects.get()

    assert compose([message], today=TODAY) == {message.pk: None}
