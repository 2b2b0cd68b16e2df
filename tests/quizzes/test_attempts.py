"""Starting, saving and submitting: what holds whatever a learner's browser does."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from quizzes.choices import AttemptState
from quizzes.domain.attempts import (
    AttemptClosed,
    NoAttemptsLeft,
    QuizNotOpen,
    recomputed_grade,
    rounded,
    save_answer,
    set_flag,
    start_attempt,
    submit_attempt,
)
from quizzes.domain.publishing import freeze_quiz
from quizzes.models import Attempt, Question, Quiz, Response
from quizzes.queries import count_answers
from quizzes.question_types import TYPES
from tests.factories import make_agency, make_learner, make_published_quiz, make_question, make_quiz, make_region
from tests.factories.quizzes import matching, multiple, number, ordering, short_text, single, true_false

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
ITEM = uuid4()


def start(learner=None, quiz: Quiz | None = None) -> Attempt:
    """An attempt of somebody at some quiz."""
    return start_attempt(
        learner or make_learner(), quiz or make_published_quiz(), item_key=ITEM, language="kk", now=NOW
    )


def save(response: Response, answer: object, *, sequence: int = 1) -> bool:
    """Save the answer to the question's first part."""
    return save_answer(response, {"p1": answer}, sequence=sequence, language="ru", now=NOW)


def submit(attempt: Attempt) -> Attempt:
    """The graded attempt."""
    return submit_attempt(attempt, now=NOW)[0]


def test_quiz_04_start_pins_everything():
    learner = make_learner(agency=make_agency(region=make_region("North")))
    quiz = make_published_quiz(make_question(), make_question(), points=2)

    attempt = start(learner, quiz)

    assert (attempt.number, attempt.state, attempt.language, attempt.item_key) == (1, AttemptState.OPEN, "kk", ITEM)
    assert (attempt.agency, attempt.region) == (learner.employment_spells.get().agency, attempt.agency.region)
    assert (attempt.max_points, attempt.quiz_version) == (4, quiz.versions.get())
    assert [row.position for row in attempt.responses.all()] == [1, 2]


def test_start_twice_resumes_the_same_attempt():
    learner, quiz = make_learner(), make_published_quiz()

    assert start(learner, quiz) == start(learner, quiz)
    assert Response.objects.count() == 2


def test_start_of_quiz_that_was_never_published_is_refused():
    with pytest.raises(QuizNotOpen):
        start(quiz=make_quiz())


def test_start_beyond_the_limit_is_refused():
    learner, quiz = make_learner(), make_published_quiz(max_attempts=2)
    for _time in range(2):
        submit(start(learner, quiz))

    with pytest.raises(NoAttemptsLeft):
        start(learner, quiz)

    assert Attempt.objects.count() == 2


def test_start_counts_attempts_at_older_versions():
    learner, quiz = make_learner(), make_published_quiz(max_attempts=1)
    submit(start(learner, quiz))
    Quiz.objects.filter(pk=quiz.pk).update(pass_mark=50)
    freeze_quiz(quiz, now=NOW)

    with pytest.raises(NoAttemptsLeft):
        start(learner, quiz)


def test_quiz_13_running_attempt_keeps_its_version_when_the_quiz_is_published_again():
    learner, quiz = make_learner(), make_published_quiz()
    attempt = start(learner, quiz)
    Quiz.objects.filter(pk=quiz.pk).update(pass_mark=50)
    freeze_quiz(quiz, now=NOW)

    assert start(learner, quiz).quiz_version == attempt.quiz_version
    assert attempt.quiz_version.number == 1


def test_database_refuses_second_open_attempt():
    learner, quiz = make_learner(), make_published_quiz()
    first = start(learner, quiz)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            learner=learner, quiz=quiz, quiz_version=first.quiz_version, item_key=ITEM, number=2, language="ru",
            started_at=NOW, max_points=1,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_quiz_10_fifty_parallel_starts_give_one_attempt():
    learner, quiz = make_learner(), make_published_quiz()
    found, failed = [], []

    def start_in_other_tab() -> None:
        try:
            found.append(start(learner, quiz).pk)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    tabs = [threading.Thread(target=start_in_other_tab) for _tab in range(50)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert (failed, len(found), len(set(found))) == ([], 50, 1)
    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_rel_05_parallel_submits_grade_once():
    attempt = start(quiz=make_published_quiz(make_question()))
    closed, failed = [], []

    def submit_in_other_tab() -> None:
        try:
            closed.append(submit_attempt(attempt, now=NOW)[1])
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    tabs = [threading.Thread(target=submit_in_other_tab) for _tab in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert (failed, sorted(closed)) == ([], [False, False, False, True])


EVERY_PART = [
    single(), multiple(right=("a",), wrong=("b",)), true_false(), matching("?", a="x", b="y"),
    ordering("?", "one", "two"), number(), short_text("?", "word"),
]  # fmt: skip


def test_quiz_03_layout_never_tells_ids_and_stays_as_it_was():
    quiz = make_published_quiz(*[make_question(part) for part in EVERY_PART])
    learner = make_learner()
    layouts = list(start(learner, quiz).responses.values_list("layout", flat=True))

    again = list(start(learner, quiz).responses.values_list("layout", flat=True))

    pairs = [pair for (layout,) in layouts for pair in [*layout.get("options", []), *layout.get("rows", [])]]
    tokens = [token for token, _identity in pairs] + [layout["token"] for (layout,) in layouts]
    assert again == layouts
    assert len(set(tokens)) == len(tokens)
    assert not {*tokens} & {identity for _token, identity in pairs}


def test_quiz_03_two_attempts_share_no_token():
    quiz = make_published_quiz()
    tokens = [
        {token for row in start(make_learner(), quiz).responses.all() for token, _one in row.layout[0]["options"]}
        for _learner in range(2)
    ]

    assert not tokens[0] & tokens[1]


def test_save_keeps_the_newest_answer():
    row = start().responses.get(position=1)

    stored = [save(row, answer, sequence=sequence) for answer, sequence in (("right", 5), ("wrong", 4), ("worse", 5))]

    row.refresh_from_db()
    assert stored == [True, False, False]
    assert (row.answer, row.sequence, row.language) == ({"p1": "right"}, 5, "ru")


def test_save_of_nothing_clears_the_answer():
    row = start().responses.get(position=1)
    save(row, "right", sequence=1)

    save_answer(row, None, sequence=2, language="ru", now=NOW)

    row.refresh_from_db()
    assert row.answer is None


def test_quiz_05_save_after_submitting_is_refused():
    attempt = start()
    row = attempt.responses.get(position=1)
    submit(attempt)

    with pytest.raises(AttemptClosed):
        save(row, "right", sequence=9)

    row.refresh_from_db()
    assert row.answer is None


def test_flag_is_set_while_the_attempt_is_open_only():
    attempt = start()
    row = attempt.responses.get(position=1)

    set_flag(row, True)
    submit(attempt)
    set_flag(row, False)

    row.refresh_from_db()
    assert row.is_flagged is True


@pytest.mark.parametrize(
    ("answers", "points", "passed"), [(["right", "right"], 2, True), (["right", "wrong"], 1, False), ([], 0, False)]
)
def test_submit_stores_points_and_whether_passed(answers, points, passed):
    attempt = start(quiz=make_published_quiz(make_question(), make_question(), pass_mark=70))
    for row, answer in zip(attempt.responses.all(), answers, strict=False):
        save(row, answer)

    graded = submit(attempt)

    assert (graded.state, graded.points, graded.passed, graded.submitted_at) == (
        AttemptState.GRADED, points, passed, NOW,
    )  # fmt: skip


def test_submit_twice_gives_the_first_result():
    attempt = start()
    first, closed = submit_attempt(attempt, now=NOW)

    second, closed_again = submit_attempt(attempt, now=NOW + timedelta(hours=1))

    assert (closed, closed_again) == (True, False)
    assert (second.points, second.submitted_at) == (first.points, NOW)


def test_quiz_12_recomputed_grade_equals_the_stored_one():
    quiz = make_published_quiz(
        make_question(multiple(right=("a", "b", "c"), wrong=("d",))), make_question(ordering("?", "1", "2", "3"))
    )
    attempt = start(quiz=quiz)
    first, second = attempt.responses.all()
    save(first, ["a", "b"])
    save(second, ["1", "3", "2"])

    graded = submit(attempt)

    grade = recomputed_grade(graded)
    assert grade.points == Fraction(1)
    assert (rounded(grade.points), grade.passed) == (graded.points, graded.passed)
    assert [row.points for row in graded.responses.all()] == [Decimal("0.6667"), Decimal("0.3333")]


def test_quiz_13_recomputed_grade_ignores_later_edits_of_the_question():
    question = make_question()
    attempt = start(quiz=make_published_quiz(question))
    save(attempt.responses.get(), "right")
    graded = submit(attempt)

    Question.objects.filter(pk=question.pk).update(parts=[single(right="wrong", wrong=("right",)) | {"id": "p1"}])

    assert rounded(recomputed_grade(graded).points) == graded.points == 1


@pytest.mark.parametrize(
    ("points", "stored"),
    [(Fraction(1, 3), "0.3333"), (Fraction(2, 3), "0.6667"), (Fraction(1, 32), "0.0312"), (Fraction(3, 32), "0.0938")],
)
def test_quiz_12_points_are_rounded_half_to_even(points, stored):
    assert rounded(points) == Decimal(stored)


def test_every_type_can_be_answered_right_and_graded():
    quiz = make_published_quiz(*[make_question(part) for part in EVERY_PART], shuffle_options=True)
    attempt = start(quiz=quiz)
    right = ["right", ["a"], "true", {"a": "a", "b": "b"}, ["one", "two"], "35", "word"]
    for row, answer in zip(attempt.responses.all(), right, strict=True):
        save(row, answer)

    # An essay has no right answer: people mark it (test_essays).
    assert (submit(attempt).points, set(TYPES) - {part["type"] for part in EVERY_PART}) == (7, {"essay"})


def test_answers_are_counted_over_all_versions():
    question = make_question()
    quiz = make_published_quiz(question, make_question())
    for answered in (True, False):
        row = start(quiz=quiz).responses.get(position=1)
        if answered:
            save(row, "right")

    assert count_answers(question) == 1


@pytest.mark.parametrize("questions", [1, 3])
def test_start_and_submit_cost_the_same_for_any_number_of_questions(django_assert_max_num_queries, questions):
    learner, quiz = make_learner(), make_published_quiz(*[make_question() for _number in range(questions)])

    with django_assert_max_num_queries(22):
        submit(start(learner, quiz))
