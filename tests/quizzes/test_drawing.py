"""Pools: what is frozen, what is drawn, and what an author is told."""

import pytest
from django.utils.translation import override

from quizzes.choices import QuestionState
from quizzes.domain.attempts import start_attempt, submit_attempt
from quizzes.domain.publishing import blockers_of, freeze_quiz, latest_version
from quizzes.models import Response
from quizzes.problem_texts import quiz_problems
from tests.factories import make_learner, make_question
from tests.factories.quizzes import PUBLISHED_AT, make_quiz, single
from tests.factories.topics import make_drawing_quiz, make_topic, publish
from tests.quizzes.test_attempts import ITEM, NOW

pytestmark = pytest.mark.django_db


def asked(learner, quiz) -> set[int]:
    """The questions of a new attempt, which is handed in at once."""
    attempt = start_attempt(learner, quiz, item_key=ITEM, language="ru", now=NOW)
    submit_attempt(attempt, now=NOW)
    return set(Response.objects.filter(attempt=attempt).values_list("question_version__question", flat=True))


def test_every_attempt_draws_as_many_from_each_topic_as_the_blueprint_says():
    """Features B7."""
    law, history = make_topic(questions=5), make_topic(questions=4)
    quiz = publish(make_drawing_quiz((law, 2), (history, 3)))

    drawn = asked(make_learner(), quiz)

    counts = [law.questions.filter(pk__in=drawn).count(), history.questions.filter(pk__in=drawn).count(), len(drawn)]
    assert counts == [2, 3, 5]


def test_a_retake_draws_unseen_questions_first():
    """Features A7."""
    topic = make_topic(questions=5)
    quiz = publish(make_drawing_quiz((topic, 2)))
    learner = make_learner()

    first, second, third = (asked(learner, quiz) for _time in range(3))

    assert first & second == set()
    assert len(third - first - second) == 1  # only one was left unseen; the other had to come again
    assert len(third) == 2


def test_somebody_elses_questions_count_as_unseen():
    topic = make_topic(questions=2)
    quiz = publish(make_drawing_quiz((topic, 2)))

    assert asked(make_learner(), quiz) == asked(make_learner(), quiz)


def test_a_retired_question_leaves_new_attempts_while_enough_remain():
    """Ux 80: "out of new attempts", at once and without publishing again."""
    topic = make_topic(questions=3)
    quiz = publish(make_drawing_quiz((topic, 2)))
    retired = topic.questions.first()
    retired.state = QuestionState.RETIRED
    retired.save()

    drawn = [asked(make_learner(), quiz) for _person in range(6)]

    assert [retired.pk in one for one in drawn] == [False] * 6


def test_a_pool_holds_the_ready_questions_of_the_topic_and_below_only():
    above = make_topic(questions=1)
    below, beside = make_topic(below=above, questions=1), make_topic(questions=1)
    make_question(topic=above, state=QuestionState.DRAFT)
    quiz = publish(make_drawing_quiz((above, 1)))

    pool = latest_version(quiz).slots.get().pool

    expected = {above.questions.get(state=QuestionState.READY).pk, below.questions.get().pk}
    assert set(pool.values_list("question", flat=True)) == expected
    assert beside.questions.get().pk not in expected


def test_publishing_again_without_a_change_keeps_the_version_and_a_new_question_makes_one():
    topic = make_topic(questions=2)
    quiz = publish(make_drawing_quiz((topic, 1)))

    publish(quiz)
    unchanged = quiz.versions.count()
    make_question(topic=topic)
    publish(quiz)

    assert (unchanged, quiz.versions.count()) == (1, 2)


def test_too_small_a_pool_is_refused_with_a_sentence():
    topic = make_topic(questions=1)
    quiz = make_drawing_quiz((topic, 3))

    with override("en"):
        assert quiz_problems(blockers_of(quiz)) == [
            f"Topic: {topic}. It has 1 ready questions and 3 are to be drawn. Add questions to it."
        ]


def test_a_question_of_a_pool_without_a_language_is_refused():
    topic = make_topic(questions=1)
    half = single()
    half["value"]["prompt"] = {"ru": "Что?", "kk": "", "en": ""}
    question = make_question(half, topic=topic)

    assert [(one.code, one.question) for one in blockers_of(make_drawing_quiz((topic, 1)))] == [("language", question)]


def test_a_question_that_could_be_asked_twice_is_refused():
    topic = make_topic(questions=1)
    question = topic.questions.get()

    blockers = blockers_of(make_drawing_quiz((topic, 1), fixed=(question,)))

    assert [(one.code, one.question) for one in blockers] == [("twice", question)]


@pytest.mark.parametrize("questions", [1, 3])
def test_freezing_and_drawing_cost_the_same_for_any_size_of_pool(django_assert_num_queries, questions):
    topic = make_topic(questions=questions)
    quiz = make_drawing_quiz((topic, 1))
    freeze_quiz(quiz, now=PUBLISHED_AT)
    learner = make_learner()

    with django_assert_num_queries(7):
        freeze_quiz(quiz, now=PUBLISHED_AT)
    with django_assert_num_queries(15):
        start_attempt(learner, quiz, item_key=ITEM, language="ru", now=NOW)


def test_pinned_options_stay_last_however_the_others_are_shuffled():
    """Ux 38."""
    part = single(right="one", wrong=("two", "three", "four", "all of them"))
    part["value"]["options"][-1]["value"]["is_pinned"] = True
    quiz = publish(make_quiz(make_question(part)))

    orders = [_order(start_attempt(make_learner(), quiz, item_key=ITEM, language="ru", now=NOW)) for _ in range(12)]

    assert {order[-1] for order in orders} == {"all of them"}
    assert len({tuple(order) for order in orders}) > 1


def _order(attempt) -> list[str]:
    (response,) = attempt.responses.all()
    return [one for _token, one in response.layout[0]["options"]]
