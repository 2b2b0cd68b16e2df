"""What a learner sends beside an answer changes nothing (ACC-10), and no address takes more than it lists (ACC-07)."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.models import User
from learning.models import CourseProgress, Enrolment, ItemCompletion
from quizzes.models import Attempt, Response
from tests.factories import (
    make_agency,
    make_coordinator,
    make_course,
    make_duty,
    make_item,
    make_learner,
    make_module,
    make_published_quiz,
    make_question,
    make_region,
)
from tests.factories.quizzes import single

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
WISHES = {
    "score": "100",
    "points": "100",
    "passed": "true",
    "progress": "100",
    "completed_at": "2026-01-01",
    "is_staff": "on",
    "is_superuser": "on",
    "groups": "1",
    "attempt_no": "1",
    "number": "9",
    "deadline": "2099-01-01",
    "state": "graded",
    "is_preview": "true",
    "role": "administrator",
}


@pytest.fixture
def learner():
    return make_learner(agency=make_agency(region=make_region()))


@pytest.fixture
def wishes(learner):
    """What somebody would like to set, about themselves and as somebody else."""
    other = make_learner(agency=make_agency(region=make_region()))
    place = other.employment_spells.get().agency
    named = {"user": other.pk, "learner": other.pk, "person": other.pk, "unit": place.pk, "agency": place.pk}
    return {**WISHES, **named, "region": place.region_id}


def facts(learner) -> list[tuple]:
    """Everything of the account that nobody sets by taking a quiz."""
    names = ("is_staff", "is_superuser", "is_active", "email", "personnel_number", "name_ru")
    return [*User.objects.filter(pk=learner.pk).values_list(*names), *learner.groups.values_list("name")]


def test_acc_10_a_quiz_takes_answers_and_nothing_else(client, learner, wishes):
    item = make_item(make_module(make_course()), quiz=make_published_quiz(make_question(single()), pass_mark=100))
    before = facts(learner)
    client.force_login(learner)

    client.post(reverse("learning:item", args=[item.module.course.slug, item.module.slug, item.slug]), wishes)
    attempt = Attempt.objects.get()
    row = Response.objects.get()
    part = row.layout[0]
    wrong = next(token for token, option in part["options"] if option != "right")
    answer = {f"answer-{part['token']}": wrong, "sequence": "1"}
    client.post(reverse("learning:autosave", args=[attempt.public_id, 1]), answer | wishes)
    client.post(reverse("learning:question", args=[attempt.public_id, 1]), answer | wishes)
    client.post(reverse("learning:summary", args=[attempt.public_id]), wishes)
    client.post(reverse("learning:hand_in", args=[attempt.public_id]), wishes)

    (stored,) = Attempt.objects.all()
    assert (stored.learner, stored.number, stored.passed, stored.points) == (learner, 1, False, 0)
    assert (stored.agency, stored.deadline, stored.is_preview) == (learner.employment_spells.get().agency, None, False)
    assert Response.objects.get().points == 0
    assert ItemCompletion.objects.count() == 0
    assert set(Enrolment.objects.values_list("learner", flat=True)) == {learner.pk}
    assert CourseProgress.objects.get().completed_at is None
    assert facts(learner) == before


@pytest.mark.parametrize(
    "name", ["set_language", "set_theme", "account_change_password", "account_email", "privacy:ask"]
)
def test_acc_10_pages_of_ones_account_set_what_they_say(client, learner, wishes, name):
    before = facts(learner)
    client.force_login(learner)

    client.post(reverse(name), wishes | {"language": "kk", "theme": "dark"})

    assert facts(learner) == before


HIDDEN = [
    {"order_by": "user__password"},
    {"order": "learner__password"},
    {"learner__password__startswith": "a"},
    {"course__title__regex": ".*"},
    {"_connector": "OR"},
    {"fields": "password"},
    {"columns": "email,password"},
]


@pytest.mark.parametrize("asked", HIDDEN, ids=[next(iter(one)) for one in HIDDEN])
def test_acc_07_a_parameter_that_no_filter_lists_has_no_effect(client, asked):
    agency = make_agency(region=make_region())
    for _n in range(3):
        make_duty(make_learner(agency=agency), make_course())
    client.force_login(make_coordinator(region=agency.region))
    address = reverse("reports:people", args=[agency.code])

    plain = client.get(address, {"format": "csv"}).content
    filtered = client.get(address, asked | {"format": "csv"}).content

    assert plain.count(b"\n") > 3
    assert filtered == plain
