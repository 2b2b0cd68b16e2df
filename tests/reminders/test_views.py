"""The coordinator's screens about reminders: nobody outside the scope is reminded or named (ux C2, ACC-02)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.domain.employment import employ
from audit.choices import Event
from audit.models import Entry
from reminders.models import Bounce, Message, Pause, Reminder
from reminders.tasks import remind_overdue
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_region, make_trainer
from tests.factories.reminders import make_late, make_message

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"reminders:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def north():
    return make_agency("North Department", region=make_region("North"))


@pytest.fixture
def south():
    return make_agency("South Department", region=make_region("South"))


@pytest.fixture
def coordinator(client, north):
    coordinator = make_coordinator(region=north.region)
    client.force_login(coordinator)
    return coordinator


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    """A function: posts and does what waits for the commit."""

    def run(url, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, data or {})

    return run


def test_screen_says_how_many_would_get_a_mail(client, coordinator, north, today):
    course = make_course("UPR", titles={"ru": "Обзор", "kk": "Шолу", "en": "Review"})
    make_late(today, north, course=course)
    make_message(make_late(today, north, course=course), today, course)
    make_late(today, north, course=course, name="Aigul", email=None, personnel_number="1")

    response = client.get(address("remind"))

    audience = response.context["audience"]
    assert (audience.total, audience.reached, audience.recent, audience.no_email) == (3, 1, 1, 1)
    assert [str(person) for person in response.context["without_email"]] == ["Aigul"]
    previews = dict(response.context["previews"])
    assert "Обзор" in previews["ru"].text
    assert "Шолу" in previews["kk"].text


def test_sending_reminds_those_overdue_in_scope_once(post, coordinator, north, south, today, mailoutbox):
    late = make_late(today, north)
    make_late(today, south)
    make_late(today, north, days=-10)

    response = post(address("remind"))
    post(address("remind"))

    assert response.url == address("log")
    assert [mail.to for mail in mailoutbox] == [[late.email]]
    assert Reminder.objects.get().asked_by == coordinator


def test_filter_narrows_whom_to_remind(client, post, coordinator, north, today, mailoutbox):
    course, ministry = make_course(), make_agency("Below", parent=north, region=north.region)
    wanted = make_late(today, ministry, course=course)
    make_late(today, north, course=course)
    make_late(today, ministry)
    chosen = {"course": course.slug, "agency": ministry.code, "region": north.region.code, "category": "other"}

    assert client.get(address("remind"), chosen).context["audience"].total == 1
    post(address("remind"), chosen)

    assert [mail.to for mail in mailoutbox] == [[wanted.email]]


@pytest.mark.parametrize("name", ["region", "agency", "course", "category"])
def test_value_outside_the_scope_is_not_found_and_reminds_nobody(client, post, coordinator, south, name, mailoutbox):
    values = {"region": south.region.code, "agency": south.code, "course": "none", "category": "x"}
    make_late(timezone.localdate(), south)

    assert client.get(address("remind"), {name: values[name]}).status_code == 404
    assert post(address("remind"), {name: values[name]}).status_code == 404
    assert mailoutbox == []


def test_nobody_outside_the_scope_is_counted_or_named(client, coordinator, south, today):
    stranger = make_late(today, south, name="Stranger", email="stranger@demo.example")
    silent = make_late(today, south, name="Silent", email=None, personnel_number="9")
    make_message(stranger, today, stranger.duties.get().course)
    Bounce.objects.create(address=stranger.email, since=timezone.now(), reason="550")
    Pause.objects.create(person=silent, created_at=timezone.now())

    pages = [client.get(address(name)) for name in ("remind", "log", "pauses")]

    assert pages[0].context["audience"].total == 0
    for page in pages:
        assert page.status_code == 200
        for secret in ("Stranger", "Silent", "stranger@", "South"):
            assert secret not in text(page)


def test_somebody_who_has_moved_away_is_not_reminded_or_named(
    client, post, coordinator, north, south, today, mailoutbox
):
    moved = make_late(today, north, name="Mover")
    make_message(moved, today - timedelta(days=9), moved.duties.get().course, state="sent")
    employ(moved, south, post="head", since=today)

    post(address("remind"))

    assert mailoutbox == []
    assert "Mover" not in text(client.get(address("log"))) + text(client.get(address("remind")))


def test_a_scope_taken_away_meanwhile_reminds_nobody(coordinator, north, today, mailoutbox):
    make_late(today, north)
    coordinator.role_assignments.all().delete()

    remind_overdue.enqueue(coordinator.pk, {})
    remind_overdue.enqueue(coordinator.pk, {"region": north.region.code})

    assert mailoutbox == []


def test_log_shows_state_rule_and_refused_addresses(client, coordinator, north, today):
    late = make_late(today, north, name="Aigul")
    make_message(late, today, late.duties.get().course, state="bounced")
    Bounce.objects.create(address=late.email, since=timezone.now(), reason="550 5.1.1")

    response = client.get(address("log"))

    assert "Aigul" in text(response)
    assert late.email in text(response)
    assert "550 5.1.1" in text(response)
    assert client.get(address("log"), {"state": "sent"}).context["page"].paginator.count == 0
    assert client.get(address("log"), {"state": "lost"}).status_code == 404


def test_refused_address_can_be_tried_again_in_scope_only(post, coordinator, north, south):
    mine, foreign = make_learner(agency=north), make_learner(agency=south)
    for one in (mine, foreign):
        Bounce.objects.create(address=one.email, since=timezone.now(), reason="550")
    of = {one.address: one.pk for one in Bounce.objects.all()}

    assert post(address("retry_address", of[mine.email])).status_code == 302
    assert post(address("retry_address", of[foreign.email])).status_code == 404
    assert [one.address for one in Bounce.objects.all()] == [foreign.email]


def test_person_in_scope_is_paused_and_continued(post, coordinator, north, today, mailoutbox):
    late = make_late(today, north)

    post(address("pauses"), {"email": late.email.upper(), "until": f"{today:%Y-%m-%d}"})
    pause = Pause.objects.get()
    post(address("remind"))
    assert (pause.person, pause.until, mailoutbox) == (late, today, [])

    post(address("end_pause", pause.pk))
    post(address("remind"))
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "values",
    [{"email": "stranger@demo.example"}, {"until": "2020-01-01"}],
)
def test_what_is_wrong_with_a_pause_is_said(client, coordinator, north, south, values):
    make_learner(agency=south, email="stranger@demo.example")
    mine = make_learner(agency=north)

    response = client.post(address("pauses"), {"email": mine.email} | values)

    assert response.status_code == 422
    assert response.context["form"].errors
    assert Pause.objects.count() == 0


def test_pause_outside_the_scope_is_not_found(post, coordinator, south):
    pause = Pause.objects.create(person=make_learner(agency=south), created_at=timezone.now())
    everybody = Pause.objects.create(created_at=timezone.now())

    for one in (pause, everybody):
        assert post(address("end_pause", one.pk)).status_code == 404
    for data in ({}, {"end": "1"}):
        assert post(address("site_pause"), data).status_code == 404
    assert Pause.objects.count() == 2


def test_whoever_answers_for_the_country_pauses_everything(client, post, north, today, mailoutbox):
    client.force_login(make_coordinator())
    late = make_late(today, north)

    post(address("site_pause"), {"site-until": ""})
    post(address("remind"))
    assert (Message.objects.count(), mailoutbox) == (0, [])
    assert client.get(address("remind")).context["is_paused"]

    make_message(late, today, late.duties.get().course)
    post(address("site_pause"), {"end": "1"})
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", ["remind", "log", "pauses"])
@pytest.mark.parametrize("make", [make_learner, make_trainer])
def test_there_is_nothing_for_others(client, make, name):
    client.force_login(make())

    assert client.get(address(name)).status_code == 404
    assert client.post(address(name)).status_code in (404, 405)


@pytest.mark.parametrize("name", ["remind", "log", "pauses"])
def test_a_stranger_is_asked_to_sign_in(client, name):
    assert client.get(address(name)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["remind", "log", "pauses"])
def test_priv_06_opening_a_list_of_names_is_recorded(client, coordinator, name):
    client.get(address(name))

    assert Entry.objects.get(event=Event.NAMES_OPENED).actor == coordinator.pk


@pytest.mark.parametrize("name", ["remind", "log"])
def test_pages_cost_the_same_for_any_number(client, coordinator, north, today, django_assert_max_num_queries, name):
    def queries():
        with django_assert_max_num_queries(40) as counted:
            client.get(address(name))
        return len(counted)

    def fill(number):
        for _one in range(number):
            late = make_late(today, north)
            make_message(make_late(today, north), today, late.duties.get().course)
            make_late(today, north, email=None, personnel_number=f"{late.pk}")

    fill(1)
    first = queries()
    fill(2)
    assert queries() == first
