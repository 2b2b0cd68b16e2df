"""The question bank in the Wagtail admin."""

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from home.domain.editors import set_up_editors
from quizzes.choices import QuestionState
from quizzes.domain.attempts import save_answer, start_attempt
from quizzes.domain.publishing import freeze_quiz
from quizzes.models import Question, Quiz
from tests.factories import make_learner, make_question, make_quiz, make_trainer
from tests.factories.pages import make_indexes
from tests.factories.quizzes import PUBLISHED_AT, texts

MORE_RULES = {"preset": "control", "counting_rule": "best", "pause_hours": 0}
pytestmark = [pytest.mark.django_db, pytest.mark.once]

TEXT_FIELDS = [f"{name}_{code}" for name in ("case", "feedback", "source") for code in ("ru", "kk", "en")]


@pytest.fixture
def trainer(client: Client) -> Client:
    """A trainer's browser, in English."""
    indexes = make_indexes()
    set_up_editors([], indexes.values())
    person = make_trainer()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    client.force_login(person)
    return client


def url(model: type, name: str, *args: object) -> str:
    """An address of the model's screens."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def said(response) -> str:
    """The messages a response leaves for the next page."""
    return " / ".join(str(message) for message in get_messages(response.wsgi_request))


def question_form(*, state: str, key: str = "q-1", right: tuple[bool, ...] = (True, False), kazakh: str = "Не?"):
    """A posted question of one part with as many options as ``right`` has marks."""
    options = [
        {"text": texts(f"option {place}"), "is_correct": "on" if mark else ""} for place, mark in enumerate(right)
    ]
    part = {
        "prompt": texts("Что?") | {"kk": kazakh},
        "options": streamfield([("item", option) for option in options]),
    }
    return nested_form_data(
        dict.fromkeys(TEXT_FIELDS, "") | {"key": key, "state": state, "parts": streamfield([("single", part)])}
    )


def test_draft_is_saved_half_done(trainer):
    form = question_form(state=QuestionState.DRAFT, right=(), kazakh="")

    trainer.post(url(Question, "add"), form)

    assert list(Question.objects.values_list("key", "state")) == [("q-1", "draft")]


def test_draft_without_anything_is_saved(trainer):
    form = nested_form_data(dict.fromkeys(TEXT_FIELDS, "") | {"key": "", "state": "draft", "parts": streamfield([])})

    trainer.post(url(Question, "add"), form)

    assert Question.objects.count() == 1


def test_finished_question_is_saved_as_ready(trainer):
    trainer.post(url(Question, "add"), question_form(state=QuestionState.READY))

    question = Question.objects.get()
    assert (question.state, question.first_prompt) == ("ready", "Что? [ru]")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (question_form(state="ready", right=(False, False)), "Part 1: mark exactly one option as right."),
        (question_form(state="ready", right=(True, True)), "Part 1: mark exactly one option as right."),
        (question_form(state="ready", kazakh=""), "This field is required."),
        (question_form(state="ready", right=(True,)), "The minimum number of items is 2"),
    ],
)
def test_unfinished_question_is_not_taken_as_ready(trainer, form, sentence):
    response = trainer.post(url(Question, "add"), form)

    assert Question.objects.count() == 0
    assert sentence in response.content.decode()


def test_question_without_code_gets_one(trainer):
    for _time in range(2):
        trainer.post(url(Question, "add"), question_form(state="ready", key=""))

    keys = list(Question.objects.values_list("key", flat=True))
    assert [len(keys), len(set(keys)), all(key.startswith("q") for key in keys)] == [2, 2, True]


def test_code_is_there_once_only(trainer):
    make_question(key="q-1")

    trainer.post(url(Question, "add"), question_form(state="ready", key="q-1"))

    assert Question.objects.count() == 1


def test_answered_question_says_so(trainer):
    question = make_question()
    quiz = make_quiz(question)
    freeze_quiz(quiz, now=PUBLISHED_AT)
    attempt = start_attempt(make_learner(), quiz, item_key=uuid4(), language="ru", now=PUBLISHED_AT)
    save_answer(attempt.responses.get(), {"p1": "right"}, sequence=1, language="ru", now=PUBLISHED_AT)

    content = trainer.get(url(Question, "edit", question.pk)).content.decode()

    assert "Answers given so far: 1. Learners keep the version they saw until the quiz is published again." in content


def test_unanswered_question_says_nothing(trainer):
    content = trainer.get(url(Question, "edit", make_question().pk)).content.decode()

    assert "Answers given so far" not in content


def test_question_texts_stand_side_by_side(trainer):
    content = trainer.get(url(Question, "add")).content.decode()

    assert "quizzes/admin.css" in content
    assert "struct-block trilingual" in content


def quiz_form(*questions: Question, points: int = 1):
    """A posted quiz of these questions."""
    slots = [
        {"question": question.pk, "points": points, "draws": 1, "ORDER": place}
        for place, question in enumerate(questions)
    ]
    return nested_form_data(
        {
            **MORE_RULES, "name": "Quiz", "pass_mark": 70, "max_attempts": 3, "scoring_rule": "partial",
            "slots": inline_formset(slots),
        }
    )  # fmt: skip


def test_quiz_is_made_of_questions_in_order(trainer):
    one, two = make_question(), make_question()

    trainer.post(url(Quiz, "add"), quiz_form(two, one))

    assert [slot.question for slot in Quiz.objects.get().slots.order_by("sort_order")] == [two, one]


def test_quiz_takes_no_question_twice(trainer):
    question = make_question(key="q-1")

    response = trainer.post(url(Quiz, "add"), quiz_form(question, question))

    assert Quiz.objects.count() == 0
    assert "The question is in the quiz twice. Code: q-1" in response.content.decode()


def test_saving_quiz_tells_what_is_missing(trainer):
    response = trainer.post(url(Quiz, "add"), quiz_form(make_question(key="q-1", state=QuestionState.DRAFT)))

    assert "Question q-1: finish it and set its state to “ready”." in said(response)


def test_saving_published_quiz_tells_when_learners_get_it(trainer):
    quiz = make_quiz()
    freeze_quiz(quiz, now=PUBLISHED_AT)
    slots = [
        {"id": slot.pk, "question": slot.question_id, "points": 2, "draws": 1, "ORDER": place}
        for place, slot in enumerate(quiz.slots.all())
    ]
    form = {"name": "Quiz", "pass_mark": 70, "max_attempts": 3, "scoring_rule": "partial"} | MORE_RULES

    response = trainer.post(
        url(Quiz, "edit", quiz.pk), nested_form_data(form | {"slots": inline_formset(slots, initial=2)})
    )

    assert "Learners get the changes when the quiz page is published again." in said(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_any_number_of_rows(trainer, django_assert_max_num_queries, rows):
    for _row in range(rows):
        make_quiz(make_question())
    addresses = [url(Question, "list"), url(Quiz, "list")]
    for address in addresses:
        trainer.get(address)

    for address in addresses:
        with django_assert_max_num_queries(22):
            assert trainer.get(address).status_code == 200


def test_list_of_questions_finds_and_filters(trainer):
    make_question(key="found")
    make_question(key="other", state=QuestionState.DRAFT)

    listed = [
        [key in trainer.get(url(Question, "list"), query).content.decode() for key in ("found", "other")]
        for query in ({"q": "found"}, {"state": "draft"})
    ]

    assert listed == [[True, False], [False, True]]
