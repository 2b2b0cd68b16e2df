"""The coordinator's screens about obligations: scope, head-count, decision (ux T5, ACC-02)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import Role
from agencies.domain.roles import grant_role
from obligations.domain.obliging import count_duties_of
from obligations.models import Duty, Exemption, Obligation, Waiver
from tests.factories import make_agency, make_coordinator, make_course, make_learner, make_region, make_trainer
from tests.factories.obligations import DECIDED_AT, make_obligation
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"obligations:{name}", args=args)


def day(days):
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"


def rule(asked, **fields):
    given = {"course": asked.pk, "starts_on": day(0), "due": "date", "due_on": day(90)}
    return {name: value.pk if hasattr(value, "pk") else value for name, value in (given | fields).items()}


def text(response):
    return response.content.decode()


@pytest.fixture
def north():
    """A region with an agency in it."""
    return make_agency("North Department", region=make_region("North"))


@pytest.fixture
def coordinator(client, north):
    coordinator = make_coordinator(region=north.region, agency=None)
    client.force_login(coordinator)
    return coordinator


def test_the_first_step_counts_and_changes_nothing(client, coordinator, north):
    make_learner(agency=north)
    make_learner(agency=north)
    course = make_course("UPR")

    response = client.post(address("new"), rule(course, region=north.region))

    assert response.status_code == 200
    assert (response.context["reach"].people, Obligation.objects.count()) == (2, 0)


def test_the_second_step_obliges_and_leads_to_the_rule(client, coordinator, north):
    response = client.post(address("new"), rule(make_course(), region=north.region, decide="1"))

    made = Obligation.objects.get()
    assert response.url == address("detail", made.pk)
    assert (made.region, made.created_by, made.due_on) == (
        north.region,
        coordinator,
        timezone.localdate() + timedelta(days=90),
    )


@pytest.mark.django_db(transaction=True)
def test_duties_are_counted_once_the_rule_is_saved(client):
    north = make_agency(region=make_region())
    client.force_login(make_coordinator(region=north.region))
    learner = make_learner(agency=north)

    client.post(address("new"), rule(make_course(), region=north.region, decide="1"))

    assert [duty.learner for duty in Duty.objects.all()] == [learner]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Это выходит за пределы того, за что вы отвечаете."),
        ({"starts_on": "2020-01-01"}, "Правило не может начинаться в прошлом."),
        ({"due_on": ""}, "Укажите, до какого срока пройти курс."),
        ({"due": "days"}, "Укажите, до какого срока пройти курс."),
        ({"due_on": day(-1), "starts_on": day(0)}, "Выберите день после того, с которого действует правило."),
        ({"course": "0"}, "Выберите корректный вариант"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(client, coordinator, north, fields, sentence):
    scope = {"region": north.region} if fields else {}

    response = client.post(address("new"), rule(make_course(), **scope | {"decide": "1"} | fields))

    assert response.status_code == 422
    assert sentence in text(response)
    assert Obligation.objects.count() == 0


def test_nobody_obliges_outside_their_scope(client, coordinator, north):
    foreign = make_agency("Foreign", region=make_region("South"))
    course = make_course()

    for fields in ({"region": foreign.region}, {"agency": foreign}, {"agency": north}):
        response = client.post(address("new"), rule(course, decide="1", **fields))
        assert response.status_code == 422

    assert Obligation.objects.count() == 0
    assert "South" not in text(client.get(address("new")))
    assert "Foreign" not in text(client.get(address("new")))


def test_an_agencys_coordinator_obliges_its_subtree(client):
    ministry = make_agency("Ministry")
    below = make_agency(parent=ministry)
    client.force_login(make_coordinator(agency=ministry))

    client.post(address("new"), rule(make_course(), agency=below, decide="1"))

    assert Obligation.objects.get().agency == below


def test_a_course_without_kazakh_is_refused_with_what_is_missing(client, coordinator, north):
    course = make_course("Only Russian", pages={"ru": 1})

    response = client.post(address("new"), rule(course, region=north.region, decide="1"))

    assert response.status_code == 422
    assert "Only Russian" in text(response)
    assert "Курс пока нельзя сделать обязательным" in text(response)
    assert Obligation.objects.count() == 0


def test_rules_of_others_are_read_when_they_bind_ones_own_people_and_hidden_otherwise(client, coordinator, north):
    national, elsewhere = (
        make_obligation(make_course("National")),
        make_obligation(make_course("Elsewhere"), region=make_region("South")),
    )
    make_learner(agency=north)
    count_duties_of(national, now=DECIDED_AT)

    page = text(client.get(address("list")))

    assert ("National" in page, "Elsewhere" in page, "South" in page) == (True, False, False)
    assert client.get(address("detail", national.pk)).status_code == 200
    assert client.get(address("detail", elsewhere.pk)).status_code == 404
    assert client.post(address("detail", national.pk), {"ends_on": day(3)}).status_code == 404
    national.refresh_from_db()
    assert national.ends_on is None


def test_a_rule_is_ended_and_a_past_day_is_refused(client, coordinator, north):
    own = make_obligation(make_course(), region=north.region)

    refused = client.post(address("detail", own.pk), {"ends_on": day(-1)})
    client.post(address("detail", own.pk), {"ends_on": day(5)})

    own.refresh_from_db()
    assert (refused.status_code, own.ends_on) == (422, timezone.localdate() + timedelta(days=5))
    assert "Правило не может закончиться в прошлом." in text(refused)


def test_people_of_ones_scope_are_exempted_with_a_reason_and_bound_again(client, coordinator, north):
    own = make_obligation(make_course(), region=north.region)
    learner, foreign = make_learner("Own", agency=north), make_learner("Stranger", agency=make_agency())
    for email in (foreign.email, "nobody@demo.example", coordinator.email):
        assert client.post(address("detail", own.pk), {"email": email, "reason": "x"}).status_code == 422

    client.post(address("detail", own.pk), {"email": learner.email, "reason": "Parental leave"})

    exemption = Exemption.objects.get()
    assert (exemption.person, exemption.reason, exemption.granted_by) == (learner, "Parental leave", coordinator)
    client.post(address("end_exemption", own.pk, exemption.pk))
    assert not Exemption.objects.exists()


def test_names_of_exempt_people_outside_the_scope_are_not_shown(client, coordinator, north):
    own = make_obligation(make_course(), region=north.region)
    stranger = make_learner("Stranger", agency=make_agency())
    Exemption.objects.create(
        obligation=own, person=stranger, reason="Secret", granted_by=stranger, granted_at=DECIDED_AT
    )

    page = text(client.get(address("detail", own.pk)))

    assert ("Stranger" in page, "Secret" in page) == (False, False)


def test_prior_learning_is_accepted_once_for_people_in_scope(client, coordinator, north):
    course, learner = make_course(), make_learner(agency=north)
    form = {"email": learner.email, "course": course.pk, "since": day(-30), "evidence": "No. 17 of 2024"}

    first = client.post(address("waivers"), form)
    second = client.post(address("waivers"), form)
    foreign = client.post(address("waivers"), form | {"email": make_learner(agency=make_agency()).email})

    assert (first.status_code, second.status_code, foreign.status_code) == (302, 422, 422)
    assert Waiver.objects.get().evidence == "No. 17 of 2024"
    assert "No. 17 of 2024" in text(client.get(address("waivers")))


@pytest.mark.parametrize("make_person", [make_learner, make_trainer])
def test_for_everybody_else_there_is_nothing(client, make_person):
    client.force_login(make_person())
    own = make_obligation(make_course())

    for name, args in (("list", ()), ("new", ()), ("waivers", ()), ("detail", (own.pk,))):
        assert client.get(address(name, *args)).status_code == 404


def test_overlapping_grants_add_up(client):
    region, ministry = make_agency(region=make_region()).region, make_agency()
    person = make_coordinator(region=region)
    grant_role(person, Role.COORDINATOR, since=LONG_AGO, agency=ministry)
    client.force_login(person)
    course = make_course()

    for fields in ({"region": region}, {"agency": ministry}):
        client.post(address("new"), rule(course, decide="1", **fields))

    assert Obligation.objects.count() == 2


@pytest.mark.parametrize("rules", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(client, coordinator, north, rules, django_assert_max_num_queries):
    for _number in range(rules):
        make_obligation(make_course(), region=north.region)
    client.get(address("list"))

    with django_assert_max_num_queries(11):
        client.get(address("list"))
