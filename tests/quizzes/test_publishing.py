"""Freezing a quiz: what is cut, what is left alone, what keeps it from being published."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from quizzes.choices import QuestionState
from quizzes.domain.bank import write_question, write_quiz
from quizzes.domain.publishing import QuizNotReady, blockers_of, freeze_quiz, latest_version
from quizzes.models import Question, QuestionVersion, Quiz, QuizSlot
from quizzes.problem_texts import quiz_problems
from tests.factories import make_question, make_quiz
from tests.factories.quizzes import matching, multiple, short_text, single, texts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared as they are written in the code."""
    with override("en"):
        yield


def freeze(quiz: Quiz):
    """The version that stands for the quiz now."""
    return freeze_quiz(quiz, now=NOW)


def change_prompt(question: Question, text: str) -> None:
    """A new wording of the first part."""
    question.parts = [single(text) | {"id": "p1"}]
    question.save()


def test_freeze_pins_rules_and_questions_in_order():
    first, second = make_question(), make_question()
    quiz = make_quiz(second, first, pass_mark=80, points=2)

    version = freeze(quiz)

    assert (version.number, version.pass_mark, version.max_attempts) == (1, 80, 3)
    assert [(slot.position, slot.question_version.question, slot.points) for slot in version.slots.all()] == [
        (1, second, 2),
        (2, first, 2),
    ]


def test_freeze_without_change_gives_the_same_version():
    quiz = make_quiz()

    assert freeze(quiz) == freeze(quiz)
    assert QuestionVersion.objects.count() == 2


@pytest.mark.parametrize("change", [{"pass_mark": 71}, {"max_attempts": 1}, {"shuffle_questions": True}])
def test_freeze_with_changed_rule_gives_new_version_with_the_same_questions(change):
    quiz = make_quiz()
    old = freeze(quiz)

    Quiz.objects.filter(pk=quiz.pk).update(**change)
    new = freeze(quiz)

    assert (old.number, new.number) == (1, 2)
    assert QuestionVersion.objects.count() == 2


def test_freeze_with_changed_name_gives_the_same_version():
    quiz = make_quiz()
    old = freeze(quiz)

    Quiz.objects.filter(pk=quiz.pk).update(name="Other")

    assert freeze(quiz) == old


def test_freeze_with_changed_question_leaves_the_old_version_untouched():
    question = make_question()
    quiz = make_quiz(question, make_question())
    old = freeze(quiz)
    before = QuestionVersion.objects.get(question=question).content

    change_prompt(question, "Changed")
    new = freeze(quiz)

    pinned = [version.slots.get(position=1).question_version for version in (old, new)]
    assert [version.number for version in pinned] == [1, 2]
    assert [version.content["parts"][0]["prompt"]["ru"] for version in pinned] == ["Which? [ru]", "Changed [ru]"]
    assert pinned[0].content == before
    assert QuestionVersion.objects.count() == 3


def test_freeze_with_question_changed_back_gives_a_third_version():
    question = make_question()
    quiz = make_quiz(question)

    numbers = []
    for text in ("Which?", "Changed", "Which?"):
        change_prompt(question, text)
        numbers.append(freeze(quiz).number)

    assert numbers == [1, 2, 3]
    assert question.versions.count() == 3


def test_freeze_with_removed_question_drops_it_from_the_new_version_only():
    stays, goes = make_question(), make_question()
    quiz = make_quiz(stays, goes)
    old = freeze(quiz)

    QuizSlot.objects.get(question=goes).delete()
    new = freeze(quiz)

    assert [version.slots.count() for version in (old, new)] == [2, 1]


def test_freeze_of_unfinished_quiz_is_refused_and_leaves_nothing():
    quiz = make_quiz(make_question(), make_question(state=QuestionState.DRAFT))

    with pytest.raises(QuizNotReady) as refused:
        freeze(quiz)

    assert [blocker.code for blocker in refused.value.blockers] == ["not_ready"]
    assert (latest_version(quiz), QuestionVersion.objects.count()) == (None, 0)


@pytest.mark.parametrize("questions", [1, 3])
def test_freeze_without_change_costs_the_same_for_any_number_of_questions(django_assert_num_queries, questions):
    quiz = make_quiz(*[make_question() for _number in range(questions)])
    freeze(quiz)

    with django_assert_num_queries(6):
        freeze(quiz)


ONLY_RUSSIAN = {"ru": "Что?", "kk": "", "en": ""}
NO_RIGHT = single(right="a", wrong=("b",))
NO_RIGHT["value"]["options"][0]["value"]["is_correct"] = False
ALL_RIGHT = multiple(right=("a", "b"), wrong=())
NO_WORDS = short_text("?")
NO_WORDS["value"]["accepted"] = {"ru": "слово", "kk": " \n ", "en": ""}

BLOCKERS = [
    ([single() | {"value": single()["value"] | {"prompt": ONLY_RUSSIAN}}], "Part 1: write every text in Russian and in Kazakh."),
    ([single(), NO_RIGHT], "Part 2: mark exactly one option as right."),
    ([multiple(right=("a", "b"), wrong=("c",)), ALL_RIGHT], "Part 2: mark at least one option as right and leave at least one unmarked."),
    ([multiple(right=(), wrong=("a", "b"))], "Part 1: mark at least one option as right and leave at least one unmarked."),
    ([matching("?", a="x", b="x")], "Part 1: give every pair a right side of its own."),
    ([NO_WORDS], "Part 1: give at least one accepted answer in Russian and in Kazakh."),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), BLOCKERS)
def test_unfinished_question_is_named_in_a_sentence(parts, sentence):
    quiz = make_quiz(make_question(*parts, key="q-1"))

    assert quiz_problems(blockers_of(quiz)) == [f"Question q-1: {sentence}"]


@pytest.mark.parametrize("state", [QuestionState.DRAFT, QuestionState.RETIRED])
def test_question_that_is_not_ready_is_named(state):
    quiz = make_quiz(make_question(key="q-1", state=state))

    assert quiz_problems(blockers_of(quiz)) == ["Question q-1: finish it and set its state to “ready”."]


def test_question_without_parts_is_named():
    question = make_question(key="q-1")
    Question.objects.filter(pk=question.pk).update(parts=[])

    sentences = quiz_problems(blockers_of(make_quiz(question)))

    assert sentences == ["Question q-1: Add at least one part: nothing is asked yet."]


def test_quiz_without_questions_is_named():
    assert quiz_problems(blockers_of(Quiz.objects.create(name="Empty"))) == ["The quiz has no questions yet."]


def test_english_may_be_missing():
    part = single()
    part["value"] |= {"prompt": texts("Что?") | {"en": ""}}

    assert blockers_of(make_quiz(make_question(part))) == []


def test_write_question_twice_leaves_it_alone():
    fields = {f"{name}_{code}": "x" for name in ("case", "feedback", "source") for code in ("ru", "kk", "en")}
    parts = [single() | {"id": "p1"}]
    first = write_question("q-1", fields=fields, parts=parts)

    again = write_question("q-1", fields=fields, parts=parts)
    changed = write_question("q-1", fields=fields | {"source_ru": "y"}, parts=parts)

    assert (first.pk, first.updated_at) == (again.pk, again.updated_at)
    assert (changed.pk, changed.updated_at > first.updated_at) == (first.pk, True)


def test_write_quiz_sets_rules_and_order():
    one, two = make_question(), make_question()
    quiz = write_quiz(None, rules={"name": "Quiz", "pass_mark": 50}, questions=[one, two])

    again = write_quiz(quiz, rules={"name": "Quiz", "pass_mark": 60}, questions=[two, one])

    assert (again.pk, Quiz.objects.get().pass_mark) == (quiz.pk, 60)
    assert [slot.question for slot in QuizSlot.objects.order_by("sort_order")] == [two, one]
