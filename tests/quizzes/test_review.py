"""Reviewing an attempt later: the page shows what was seen, whatever happened since (features B5, QUIZ-13)."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from audit.choices import Event
from audit.models import Entry
from quizzes.choices import QuestionState
from quizzes.domain.attempts import save_answer, start_attempt, submit_attempt
from quizzes.models import Attempt, Question, Response
from tests.factories import make_agency, make_coordinator, make_learner, make_published_quiz, make_question
from tests.factories.quizzes import single
from tests.factories.topics import publish
from tests.quizzes.test_attempts import ITEM, NOW
from tests.quizzes.test_statistics_pages import trainer

pytestmark = pytest.mark.django_db
__all__ = ["trainer"]  # the fixture


def taken(*questions: Question) -> Attempt:
    """A graded attempt, started in Kazakh; its first question was answered wrongly in Russian."""
    learner = make_learner(agency=make_agency())
    quiz = make_published_quiz(*questions or (make_question(single()),))
    attempt = start_attempt(learner, quiz, item_key=ITEM, language="kk", now=NOW)
    save_answer(attempt.responses.first(), {"p1": "wrong"}, sequence=1, language="ru", now=NOW)
    return submit_attempt(attempt, now=NOW)[0]


def shown(client, attempt: Attempt) -> str:
    return client.get(reverse("quizzes_admin:attempt", args=[attempt.public_id])).content.decode()


def body(page: str) -> str:
    """The page without what is new with every request."""
    return page[page.index("statistics__facts") : page.rindex("</section>")]


def test_the_page_shows_the_options_in_their_order_and_language_with_choice_and_key(trainer):
    attempt = taken()

    page = shown(trainer, attempt)

    order = [one for _token, one in attempt.responses.get().layout[0]["options"]]
    places = [page.index(f"{one} [ru]") for one in order]
    assert places == sorted(places)
    assert "[kk]" not in page
    with override("en"):
        assert attempt.learner.get_full_name() in page
    assert attempt.sheet_hash in page


def test_quiz_13_nothing_that_happens_later_changes_the_page(trainer):
    attempt = taken()
    before = body(shown(trainer, attempt))

    question = Question.objects.get()
    question.parts = [single("Something else?", right="wrong", wrong=("right", "worse")) | {"id": "p1"}]
    question.save()
    publish(attempt.quiz)
    Question.objects.update(state=QuestionState.RETIRED)
    attempt.learner.employment_spells.update(agency=make_agency())
    attempt.learner.language = "en"
    attempt.learner.save()

    assert body(shown(trainer, attempt)) == before
    assert "Something else" not in before


def test_a_sheet_that_was_tampered_with_is_noticed(trainer):
    attempt = taken()
    response = attempt.responses.get()
    honest = shown(trainer, attempt)
    response.layout[0]["options"].reverse()
    Response.objects.filter(pk=response.pk).update(layout=response.layout)

    tampered = shown(trainer, attempt)

    assert ["this is what the learner saw" in page for page in (honest, tampered)] == [True, False]


def test_priv_06_opening_an_attempt_is_recorded_without_a_name(trainer):
    attempt = taken()

    shown(trainer, attempt)

    viewer = int(trainer.session["_auth_user_id"])
    entry = Entry.objects.get(event=Event.ATTEMPT_OPENED)
    assert (entry.actor, entry.subject_kind, entry.subject) == (viewer, "attempt", str(attempt.pk))
    assert (entry.before, entry.after) == ({}, {})


@pytest.mark.parametrize("make_person", [make_learner, make_coordinator])
def test_quiz_02_learners_and_coordinators_see_no_sheet(client, make_person):
    attempt = taken()
    client.force_login(make_person())

    addresses = [
        reverse("quizzes_admin:attempt", args=[attempt.public_id]),
        reverse("quizzes_admin:attempts", args=[attempt.quiz_id]),
    ]

    assert [client.get(one).status_code for one in addresses] == [302, 302]


@pytest.mark.parametrize("questions", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_questions(trainer, questions, django_assert_max_num_queries):
    attempt = taken(*[make_question() for _number in range(questions)])

    with django_assert_max_num_queries(14):
        shown(trainer, attempt)


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_attempts(trainer, people, django_assert_max_num_queries):
    first = taken()
    for _person in range(people - 1):
        start_attempt(make_learner(), first.quiz, item_key=ITEM, language="ru", now=NOW)

    with django_assert_max_num_queries(14):
        page = trainer.get(reverse("quizzes_admin:attempts", args=[first.quiz_id]))

    assert len(page.context["attempts"]) == people
