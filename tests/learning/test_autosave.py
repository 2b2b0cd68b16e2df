"""What the quiz page's script asks: save with a flag, all questions at once, hand in."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.domain.quiz_taking import start_quiz
from learning.models import ItemCompletion
from quizzes.models import Attempt, Response
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.quizzes import number, short_text, single

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
QUERIES = 6


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


def started(learner, *questions, **rules):
    quiz = make_published_quiz(*questions, shuffle_questions=False, **rules)
    return start_quiz(learner, make_item(make_module(make_course()), quiz=quiz), language="ru", now=NOW)


def url(name, attempt, *args):
    return reverse(f"learning:{name}", args=[attempt.public_id, *args])


def choice(attempt, option, position=1):
    """The form that chooses ``option``."""
    layout = Response.objects.get(attempt=attempt, position=position).layout[0]
    return {f"answer-{layout['token']}": next(token for token, one in layout["options"] if one == option)}


def queries_of(call):
    """What one call asks; how a transaction begins and ends is no question."""
    with CaptureQueriesContext(connection) as captured:
        assert call().status_code == 200
    return [one["sql"] for one in captured if not one["sql"].startswith(TRANSACTION)]


def test_flag_comes_with_the_answer_and_repeating_it_toggles_nothing(signed_in, learner):
    attempt = started(learner, make_question(single()))
    form = choice(attempt, "right") | {"sequence": "1", "flagged": "1"}

    for _time in range(2):
        assert signed_in.post(url("autosave", attempt, 1), form).status_code == 200
        assert Response.objects.get().is_flagged

    signed_in.post(url("autosave", attempt, 1), form | {"sequence": "2", "flagged": "0"})
    assert Response.objects.get().is_flagged is False


def test_stale_save_leaves_the_flag(signed_in, learner):
    attempt = started(learner, make_question(single()))
    signed_in.post(url("autosave", attempt, 1), choice(attempt, "right") | {"sequence": "5"})

    late = signed_in.post(url("autosave", attempt, 1), choice(attempt, "wrong") | {"sequence": "4", "flagged": "1"})

    assert (late.json(), Response.objects.get().is_flagged) == ({"error": "stale"}, False)


@pytest.mark.parametrize("flagged", ["", "2", "true", "x" * 500])
def test_unknown_flag_changes_none(signed_in, learner, flagged):
    attempt = started(learner, make_question(single()))
    Response.objects.update(is_flagged=True)

    signed_in.post(url("autosave", attempt, 1), choice(attempt, "right") | {"sequence": "1", "flagged": flagged})

    assert Response.objects.get().is_flagged


def test_letters_outside_ascii_need_no_percent_codes(signed_in, learner):
    attempt = started(learner, make_question(short_text()))
    token = Response.objects.get().layout[0]["token"]
    body = f"answer-{token}=Әмбебап%20шолу&sequence=1".encode()

    signed_in.post(url("autosave", attempt, 1), body, content_type="application/x-www-form-urlencoded")

    assert Response.objects.get().answer == {"p1": "Әмбебап шолу"}


def test_saving_with_a_flag_asks_little(signed_in, learner):
    attempt = started(learner, make_question(single()))
    form = choice(attempt, "right") | {"sequence": "1", "flagged": "0"}

    asked = queries_of(lambda: signed_in.post(url("autosave", attempt, 1), form))

    assert len(asked) <= QUERIES, "\n".join(asked)


def test_sheet_holds_every_question_as_its_page_shows_it(signed_in, learner):
    attempt = started(learner, make_question(single("First?")), make_question(number("Second?")))
    signed_in.post(url("autosave", attempt, 1), choice(attempt, "right") | {"sequence": "3"})

    page = signed_in.get(url("sheet", attempt)).content.decode()

    assert "First? [ru]" in page
    assert "Second? [ru]" in page
    assert 'data-sequence="3"' in page
    for position in (1, 2):
        assert f'data-save="{url("autosave", attempt, position)}"' in page
        question = signed_in.get(url("question", attempt, position)).content.decode()
        shown = question[question.index("<div data-question") : question.index('<p class="el-save-status"')]
        assert shown.split() == [word for word in shown.split() if word in page.split()]


def test_sheet_speaks_the_language_of_its_address(signed_in, learner):
    attempt = started(learner)

    page = signed_in.get(url("sheet", attempt).replace("/ru/", "/kk/")).content.decode()

    assert "Which? [kk]" in page
    assert "/kk/attempts/" in page


def test_quiz_01_sheet_tells_no_explanation(signed_in, learner):
    attempt = started(learner, make_question(short_text("Called?", "covenant")))

    page = signed_in.get(url("sheet", attempt)).content.decode()

    assert "Called? [ru]" in page
    for secret in ("feedback", "source", "covenant"):
        assert secret not in page


@pytest.mark.parametrize("questions", [1, 3])
def test_sheet_asks_little_however_long_it_is(signed_in, learner, questions):
    attempt = started(learner, *(make_question() for _number in range(questions)))

    asked = queries_of(lambda: signed_in.get(url("sheet", attempt)))

    assert len(asked) <= QUERIES, "\n".join(asked)


def test_rel_07_hand_in_gives_the_first_result_to_every_repetition(signed_in, learner):
    attempt = started(learner, make_question(single()))
    signed_in.post(url("autosave", attempt, 1), choice(attempt, "right") | {"sequence": "1"})

    answers = [signed_in.post(url("hand_in", attempt)).json() for _time in range(3)]

    attempt.refresh_from_db()
    assert answers == [{"result": url("result", attempt)}] * 3
    assert (attempt.passed, Attempt.objects.count(), ItemCompletion.objects.count()) == (True, 1, 1)
    assert (signed_in.get(url("sheet", attempt)).status_code) == 409


@pytest.mark.parametrize(("name", "method"), [("sheet", "get"), ("hand_in", "post")])
def test_strangers_are_kept_out(client, name, method):
    attempt = started(make_learner())
    ask = getattr(client, method)
    assert ask(url(name, attempt)).status_code == 401

    client.force_login(make_learner())

    assert ask(url(name, attempt)).status_code == 404
    assert Attempt.objects.get().is_open


def test_hand_in_is_no_link(signed_in, learner):
    attempt = started(learner)

    assert signed_in.get(url("hand_in", attempt)).status_code == 405
    assert Attempt.objects.get().is_open


def test_quiz_07_sheet_of_an_overdue_attempt_closes_it(signed_in, learner):
    attempt = started(learner, make_question(single()))
    signed_in.post(url("autosave", attempt, 1), choice(attempt, "right") | {"sequence": "1"})
    Attempt.objects.update(deadline=NOW)

    late = signed_in.post(url("autosave", attempt, 1), choice(attempt, "wrong") | {"sequence": "2"})

    assert (late.status_code, late.json()) == (409, {"error": "closed"})
    assert signed_in.get(url("sheet", attempt)).status_code == 409
    attempt.refresh_from_db()
    assert (attempt.points, attempt.submitted_at, attempt.closed_by_deadline) == (1, NOW, True)


def test_checked_answer_takes_no_save_while_the_quiz_goes_on(signed_in, learner):
    attempt = started(learner, make_question(single()))
    Response.objects.update(checked_at=NOW)

    late = signed_in.post(url("autosave", attempt, 1), choice(attempt, "right") | {"sequence": "1"})

    assert (late.status_code, late.json()) == (409, {"error": "closed"})
    page = signed_in.get(url("sheet", attempt))
    assert page.status_code == 200
    assert "disabled" in page.content.decode()


@pytest.mark.parametrize("questions", [1, 3])
def test_sheet_of_a_learning_quiz_tells_of_checked_answers_only(signed_in, learner, questions):
    attempt = started(learner, *(make_question() for _number in range(questions)), make_question(), preset="learning")
    Response.objects.exclude(position=questions + 1).update(answer={"p1": "right"}, checked_at=NOW)

    asked = queries_of(lambda: signed_in.get(url("sheet", attempt)))

    assert len(asked) <= QUERIES, "\n".join(asked)
    assert signed_in.get(url("sheet", attempt)).content.decode().count("feedback [ru]") == questions
