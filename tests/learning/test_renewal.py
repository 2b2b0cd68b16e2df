"""Completions that end and are renewed: nothing is reset, a new cycle is added (features C8)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from certificates.models import Certificate
from courses.outlines import course_outline
from learning.domain.invariants import violations
from learning.domain.progress import recompute_one
from learning.domain.quiz_taking import start_quiz, submit_quiz
from learning.domain.reading import complete_lesson
from learning.domain.validity import round_since
from learning.models import CourseCompletion, CourseProgress, ItemCompletion
from learning.queries import CourseState, course_state
from learning.rules import months_after, renewal_opens, valid_until
from obligations.domain.duties import recount_duties
from obligations.queries import unmet_duties
from quizzes.domain.attempts import NoAttemptsLeft
from quizzes.models import Response
from tests.factories import make_agency, make_course, make_item, make_learner, make_module, make_published_quiz
from tests.factories import make_question as question
from tests.factories.obligations import make_obligation
from tests.factories.quizzes import single

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 3, 31, 6, tzinfo=UTC)


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=6, tzinfo=UTC)


@pytest.fixture
def course():
    """Valid for twelve months, renewable in the last two."""
    return make_course("Course", valid_months=12, window_months=2)


@pytest.fixture
def lesson(course):
    return make_item(make_module(course))


@pytest.fixture
def quiz(lesson):
    return make_item(lesson.module, quiz=make_published_quiz(question(single()), max_attempts=2))


@pytest.fixture
def learner():
    return make_learner(agency=make_agency())


def take(learner, item, now, *, right=True):
    attempt = start_quiz(learner, item, language="ru", now=now)
    Response.objects.filter(attempt=attempt).update(answer={"p1": "right" if right else "wrong"})
    return submit_quiz(attempt, language="ru", now=now)


@pytest.fixture
def completed(learner, lesson, quiz):
    """Completed on 31 March 2025."""
    complete_lesson(learner, lesson, language="ru", now=FIRST)
    take(learner, quiz, FIRST)
    return CourseCompletion.objects.get()


def cycles(learner):
    rows = CourseCompletion.objects.filter(learner=learner).order_by("cycle")
    return list(rows.values_list("cycle", "valid_until"))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months(day, months, expected):
    assert months_after(day, months) == expected


def test_a_term_begins_with_the_completion_or_where_the_old_one_ends(course):
    assert valid_until(course, FIRST) == date(2026, 3, 31)
    assert valid_until(course, at("2026-02-10"), before=date(2026, 3, 31)) == date(2027, 3, 31)
    assert valid_until(course, at("2026-05-10"), before=date(2026, 3, 31)) == date(2027, 5, 10)
    assert valid_until(make_course(), FIRST) is None
    assert renewal_opens(course, date(2026, 3, 31)) == date(2026, 1, 31)


def test_a_day_ends_in_kazakhstan(course):
    assert valid_until(course, datetime(2025, 3, 31, 20, tzinfo=UTC)) == date(2026, 4, 1)


def test_passing_again_before_the_window_renews_nothing(completed, learner, quiz):
    take(learner, quiz, at("2026-01-30"))

    assert cycles(learner) == [(1, date(2026, 3, 31))]


def test_passing_again_in_the_window_adds_a_term_to_the_old_one(completed, learner, quiz):
    take(learner, quiz, at("2026-01-31"))

    assert cycles(learner) == [(1, date(2026, 3, 31)), (2, date(2027, 3, 31))]
    assert CourseProgress.objects.get().valid_until == date(2027, 3, 31)
    assert ItemCompletion.objects.filter(learner=learner).count() == 2
    issued = Certificate.objects.order_by("cycle")
    assert [one.valid_until for one in issued] == [date(2026, 3, 31), date(2027, 3, 31)]
    assert len({one.number for one in issued}) == 2
    assert list(violations()) == []


def test_passing_after_the_end_begins_a_term_that_day(completed, learner, quiz):
    take(learner, quiz, at("2026-06-01"))

    assert cycles(learner)[1] == (2, date(2027, 6, 1))


def test_an_attempt_from_before_the_window_renews_nothing_when_handed_in_later(completed, learner, quiz):
    attempt = start_quiz(learner, quiz, language="ru", now=at("2026-01-30"))
    Response.objects.filter(attempt=attempt).update(answer={"p1": "right"})

    submit_quiz(attempt, language="ru", now=at("2026-02-01"))

    assert len(cycles(learner)) == 1


def test_every_quiz_of_the_course_has_to_be_passed_again(learner, lesson, quiz):
    second = make_item(lesson.module, quiz=make_published_quiz(question(single()), max_attempts=5))
    complete_lesson(learner, lesson, language="ru", now=FIRST)
    for item in (quiz, second):
        take(learner, item, FIRST)

    take(learner, quiz, at("2026-02-01"))
    take(learner, second, at("2026-02-01"), right=False)
    assert len(cycles(learner)) == 1
    take(learner, second, at("2026-02-02"))

    assert cycles(learner)[1] == (2, date(2027, 3, 31))


def test_a_new_round_has_its_own_attempts(completed, learner, quiz):
    take(learner, quiz, at("2025-04-01"), right=False)
    with pytest.raises(NoAttemptsLeft):
        take(learner, quiz, at("2026-01-30"))

    take(learner, quiz, at("2026-02-01"), right=False)
    take(learner, quiz, at("2026-02-02"), right=False)

    with pytest.raises(NoAttemptsLeft):
        take(learner, quiz, at("2026-02-03"))
    assert list(violations()) == []


def test_where_the_first_attempt_counts_the_first_of_the_round_does(learner, lesson):
    item = make_item(lesson.module, quiz=make_published_quiz(question(single()), max_attempts=9, counting_rule="first"))
    complete_lesson(learner, lesson, language="ru", now=FIRST)
    take(learner, item, FIRST)

    take(learner, item, at("2026-02-01"), right=False)
    take(learner, item, at("2026-02-02"))
    assert len(cycles(learner)) == 1
    take(learner, item, at("2027-02-01"))

    assert len(cycles(learner)) == 1


def test_renewing_twice_in_one_window_is_one_renewal(completed, learner, quiz):
    take(learner, quiz, at("2026-02-01"))
    with pytest.raises(NoAttemptsLeft):
        take(learner, quiz, at("2026-02-02"))

    assert len(cycles(learner)) == 2


def test_nothing_to_renew(completed, learner, course):
    assert round_since(learner, course, now=at("2026-01-30")) is None
    assert round_since(make_learner(), course, now=at("2026-03-01")) is None
    assert round_since(learner, make_course(), now=at("2026-03-01")) is None
    assert round_since(learner, course, now=at("2026-02-03")) == datetime(2026, 1, 30, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "is_completed", "to_renew", "status"),
    [
        (date(2026, 1, 30), True, 0, "passed"),
        (date(2026, 1, 31), True, 1, "passed"),
        (date(2026, 3, 31), True, 1, "passed"),
        (date(2026, 4, 1), False, 1, "started"),
    ],
)
def test_what_the_learner_is_told(completed, learner, course, today, is_completed, to_renew, status):
    state = course_state(learner, course_outline(course.slug))
    state = CourseState(state.outline, state.done, state.progress, today)

    assert (state.is_completed, len(state.renewal_items), state.status) == (is_completed, to_renew, status)


def test_the_cache_is_rebuilt_with_the_latest_cycle(completed, learner, quiz, course):
    take(learner, quiz, at("2026-02-01"))
    CourseProgress.objects.update(valid_until=None, completed_at=None)

    recompute_one(learner, course)

    progress = CourseProgress.objects.get()
    assert (progress.valid_until, progress.completed_at) == (date(2027, 3, 31), at("2026-02-01"))


def test_pages_lead_to_the_quiz_and_tell_the_term(client, completed, learner, quiz, course):
    CourseCompletion.objects.update(valid_until=date(2020, 1, 1))
    recompute_one(learner, course)
    Certificate.objects.update(claims=Certificate.objects.get().claims | {"valid_until": "2020-01-01"})
    client.force_login(learner)

    with override("en"):
        addresses = [reverse("learning:home"), reverse("certificates:mine")]
        addresses.append(reverse("certificates:check_code", args=[Certificate.objects.get().code]))
    home, mine, checked = (client.get(address).content.decode() for address in addresses)

    assert "Renew this course" in home
    assert ("Valid until" in mine, "Expired" in mine) == (True, True)
    assert ("Expired" in checked, ">Valid</p>" in checked) == (True, False)


def test_expired_people_are_asked_again(completed, learner, course):
    make_obligation(course, starts_on=date(2020, 1, 1), due_on=date(2025, 6, 1))
    recount_duties([learner.pk], now=FIRST)

    assert [unmet_duties(date(2026, 3, 31) + timedelta(days=days)).count() for days in (0, 1)] == [0, 1]
