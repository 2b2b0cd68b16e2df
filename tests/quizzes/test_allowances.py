"""Granting more time and another attempt: by somebody else, with a reason, to nobody unknown (features A11)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from quizzes.domain.allowances import OwnAllowance, grant_extra_attempts, set_time_allowance
from quizzes.domain.standing import attempts_summary
from quizzes.models import ExtraAttempts, TimeAllowance
from tests.factories import make_learner, make_published_quiz
from tests.quizzes.test_attempts import NOW, start, submit

pytestmark = pytest.mark.django_db
TIMES = "quizzes_admin:time_allowances"


@pytest.fixture
def grantor(client):
    grantor = make_learner()
    codes = ("access_admin", "view_attempt", "add_extraattempts", "add_timeallowance")
    grantor.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(grantor)
    return grantor


def again(attempt):
    return reverse("quizzes_admin:extra_attempts", args=[attempt.public_id])


def test_another_attempt_is_granted_below_the_attempt(client, grantor):
    learner, quiz = make_learner(), make_published_quiz(max_attempts=1)
    attempt = submit(start(learner, quiz))
    page = client.get(reverse("quizzes_admin:attempt", args=[attempt.public_id])).content.decode()
    assert f'action="{again(attempt)}"' in page

    response = client.post(again(attempt), {"count": "2", "reason": "The line broke."}, follow=True)

    given = ExtraAttempts.objects.get()
    assert (given.learner, given.quiz, given.count, given.reason, given.granted_by) == (
        learner,
        quiz,
        2,
        "The line broke.",
        grantor,
    )
    assert attempts_summary(learner, quiz, quiz.versions.get(), now=NOW).left == 2
    assert "Предоставлено. Слушатель может начать снова." in response.content.decode()


@pytest.mark.parametrize("fields", [{"count": "1"}, {"count": "0", "reason": "x"}, {"count": "11", "reason": "x"}, {}])
def test_without_a_number_or_reason_nothing_is_granted(client, grantor, fields):
    response = client.post(again(submit(start())), fields, follow=True)

    assert "Укажите число от 1 до 10 и причину." in response.content.decode()
    assert ExtraAttempts.objects.count() == 0


def test_nobody_grants_themselves_anything(client, grantor):
    attempt = submit(start(grantor))

    client.post(again(attempt), {"count": "1", "reason": "x"})
    response = client.post(reverse(TIMES), {"email": grantor.email, "time": "2"})

    assert response.status_code == 422
    assert "Это должен предоставить кто-то другой." in response.content.decode()
    assert (ExtraAttempts.objects.count(), TimeAllowance.objects.count()) == (0, 0)
    for grant in (grant_extra_attempts, set_time_allowance):
        options = {"count": 1, "reason": "x"} if grant is grant_extra_attempts else {}
        what = attempt.quiz if grant is grant_extra_attempts else Decimal(2)
        with pytest.raises(OwnAllowance):
            grant(grantor, what, by=grantor, now=NOW, **options)


@pytest.mark.parametrize(("time", "minutes"), [("1.25", 50), ("2", 80), ("none", None), ("1", 40)])
def test_more_time_holds_for_attempts_started_from_then_on(client, grantor, time, minutes):
    learner, quiz = make_learner(), make_published_quiz(time_limit=40, max_attempts=2)
    before = start(learner, quiz)

    response = client.post(reverse(TIMES), {"email": learner.email.upper(), "time": time})
    submit(before)
    after = start(learner, quiz)

    assert response.status_code == 302
    assert before.deadline - before.started_at == timedelta(minutes=40)
    assert after.deadline == (minutes and NOW + timedelta(minutes=minutes))


def test_an_unknown_address_is_told_and_changes_nothing(client, grantor):
    response = client.post(reverse(TIMES), {"email": "nobody@demo.example", "time": "2"})

    assert response.status_code == 422
    assert "Здесь ни у кого нет такого адреса." in response.content.decode()
    assert TimeAllowance.objects.count() == 0


def test_the_list_shows_who_has_more_time_and_not_who_had(client, grantor):
    given, ended = make_learner("Aigul"), make_learner("Serik")
    set_time_allowance(given, None, by=grantor, now=NOW)
    set_time_allowance(ended, Decimal(2), by=grantor, now=NOW)
    set_time_allowance(ended, Decimal(1), by=grantor, now=NOW)

    page = client.get(reverse(TIMES)).content.decode()

    assert ("Aigul" in page, "Serik" in page) == (True, False)


def test_without_the_right_nobody_grants(client):
    attempt = submit(start())
    reader = make_learner()
    reader.user_permissions.set(Permission.objects.filter(codename__in=("access_admin", "view_attempt")))
    client.force_login(reader)

    page = client.get(reverse("quizzes_admin:attempt", args=[attempt.public_id])).content.decode()
    client.post(again(attempt), {"count": "1", "reason": "x"})
    client.post(reverse(TIMES), {"email": attempt.learner.email, "time": "2"})

    assert again(attempt) not in page
    assert (ExtraAttempts.objects.count(), TimeAllowance.objects.count()) == (0, 0)
