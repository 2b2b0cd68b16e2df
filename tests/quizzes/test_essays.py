"""Open answers: writing, marking blind, second and third markers, what counts (features B15)."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.http import QueryDict

from quizzes.choices import AttemptState, MarkRole
from quizzes.domain.attempts import AwaitsMarks, check_answer, recomputed_grade, submit_attempt
from quizzes.domain.content import content_of, problems_of
from quizzes.domain.importing import confirm_import
from quizzes.domain.marking import marked_answers
from quizzes.domain.marking_queue import (
    KEPT_OPEN,
    MarkRefused,
    give_mark,
    is_in_sample,
    open_next,
    own_task,
    put_back,
    tasks_for,
)
from quizzes.domain.previews import start_preview
from quizzes.domain.sheets import rows_of
from quizzes.domain.standing import attempts_summary
from quizzes.exports import exported
from quizzes.forms import read_answer
from quizzes.imports import start_import
from quizzes.models import Attempt, Mark, MarkingTask, Question, Response
from quizzes.problem_texts import question_problems
from quizzes.queries import question_view
from quizzes.question_types import field_name
from tests.factories import make_course, make_item, make_learner, make_module, make_published_quiz, make_question
from tests.factories.essays import MARKED_AT, TEXT, hand_in_essay, mark_next
from tests.factories.quizzes import essay, single
from tests.quizzes.test_attempts import ITEM, NOW, save, start, submit

pytestmark = pytest.mark.django_db


def make_essay_item(*more, **fields):
    """A quiz of one open answer (and other questions) as an item of a course."""
    return make_item(make_module(make_course()), quiz=make_published_quiz(make_question(essay()), *more, **fields))


def hand_in_sampled(item, *, sampled: bool) -> Attempt:
    """An attempt whose answer is, or is not, one of the tenth that two people mark."""
    while True:
        attempt = hand_in_essay(item)
        if is_in_sample(attempt.responses.first()) == sampled:
            return attempt
        MarkingTask.objects.filter(response__attempt=attempt).delete()


def posted(response: Response, text: str) -> QueryDict:
    form = QueryDict(mutable=True)
    form[field_name(response.layout[0]["token"])] = text
    return form


def test_an_essay_needs_three_to_five_criteria_in_both_languages_and_sensible_lengths():
    few = make_question(essay("Write.", "facts", "law"))
    many = make_question(essay("Write.", *"abcdef"))
    lengths = make_question(essay(least=60, most=50))
    gap = make_question(essay())
    raw = gap.parts.get_prep_value()
    raw[0]["value"]["criteria"][1]["value"]["level_2"]["kk"] = ""
    gap.parts = raw

    found = {name: problems_of(content_of(one)) for name, one in vars_of(few=few, many=many, lengths=lengths, gap=gap)}

    assert found == {
        "few": [(1, "criteria")],
        "many": [(1, "criteria")],
        "lengths": [(1, "words")],
        "gap": [(1, "language")],
    }
    assert question_problems(found["few"]) == ["Часть 1: дайте открытому ответу от трёх до пяти критериев."]
    assert problems_of(content_of(make_question(essay()))) == []


def vars_of(**questions):
    return questions.items()


def test_the_learner_reads_the_criteria_but_not_what_earns_a_level():
    (response,) = start(quiz=make_published_quiz(make_question(essay(least=5, most=90)))).responses.all()

    (part,) = question_view(response, "kk").parts

    assert ([one.name for one in part.criteria], part.min_words, part.max_words) == (
        ["facts [kk]", "law [kk]", "language [kk]"],
        5,
        90,
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [("  Two\r\nlines  ", "Two\nlines"), ("   ", None), ("ә" * 5000, "ә" * 5000)],
)
def test_what_is_written_is_kept_with_its_lines(text, answer):
    (response,) = start(quiz=make_published_quiz(make_question(essay()))).responses.all()

    given = read_answer(response, posted(response, text))

    assert (given.answer, given.errors) == ({"p1": answer} if answer else None, {})


def test_a_text_that_is_too_long_is_answered_with_a_sentence():
    (response,) = start(quiz=make_published_quiz(make_question(essay()))).responses.all()

    given = read_answer(response, posted(response, "x" * 5001))

    assert given.errors == {response.layout[0]["token"]: "Сократите ответ до 5000 знаков."}


def test_an_attempt_with_a_written_answer_waits_and_another_one_must_wait_for_it():
    learner, quiz = make_learner(), make_published_quiz(make_question(essay()), make_question())
    attempt = start(learner, quiz)
    save(attempt.responses.first(), TEXT)

    waiting = submit(attempt)

    assert (waiting.state, waiting.points, waiting.passed) == (AttemptState.MARKING, None, None)
    standing = attempts_summary(learner, quiz, quiz.versions.get(), now=NOW)
    assert (standing.marking, standing.may_start, standing.counting) == (waiting, False, None)
    with pytest.raises(AwaitsMarks):
        start(learner, quiz)
    assert submit_attempt(attempt, now=NOW + timedelta(hours=1)) == (waiting, False)
    assert MarkingTask.objects.count() == 1


def test_an_open_answer_left_empty_waits_for_nobody():
    attempt = submit(start(quiz=make_published_quiz(make_question(essay()))))

    assert (attempt.state, attempt.points, MarkingTask.objects.count()) == (AttemptState.GRADED, 0, 0)


def test_a_preview_waits_for_nobody():
    quiz = make_published_quiz(make_question(essay()))
    attempt = start_preview(make_learner(), quiz, item_key=ITEM, language="ru", now=NOW)
    save(attempt.responses.first(), TEXT)

    assert (submit(attempt).state, MarkingTask.objects.count()) == (AttemptState.GRADED, 0)


def test_an_open_answer_cannot_be_checked_by_its_key_in_a_learning_quiz():
    attempt = start(quiz=make_published_quiz(make_question(essay()), preset="learning"))
    response = attempt.responses.first()
    save(response, TEXT)
    response.refresh_from_db()

    with pytest.raises(ValueError, match="before it is handed in"):
        check_answer(response, now=NOW)

    assert Response.objects.get().checked_at is None


def test_one_mark_is_enough_outside_the_sample():
    hand_in_sampled(make_essay_item(make_question(single()), pass_mark=50), sampled=False)

    marked = mark_next((3, 2, 1), comment="Name the paragraph.")

    assert (marked.state, marked.points, marked.passed) == (AttemptState.GRADED, Decimal("0.6667"), False)
    assert recomputed_grade(marked).points == Fraction(2, 3)
    assert [one.points for one in marked.responses.all()] == [Decimal("0.6667"), 0]
    assert MarkingTask.objects.count() == 0


def test_a_tenth_is_drawn_for_a_second_marker_and_always_the_same():
    responses = [
        Response(attempt=Attempt(public_id=f"00000000-0000-4000-8000-{number:012}"), position=1)
        for number in range(2000)
    ]

    drawn = [is_in_sample(one) for one in responses]

    assert 150 < sum(drawn) < 250
    assert drawn == [is_in_sample(one) for one in responses]


def test_in_the_sample_two_markers_who_nearly_agree_give_the_mean():
    attempt = hand_in_sampled(make_essay_item(), sampled=True)

    first = mark_next((3, 2, 1))
    assert first.state == AttemptState.MARKING
    marked = mark_next((2, 3, 1))

    assert (marked.state, marked.points) == (AttemptState.GRADED, Decimal("0.6667"))
    assert rows_of(attempt.responses.select_related("question_version"))[0].levels == {
        "p1": {"facts": Fraction(5, 2), "law": Fraction(5, 2), "language": Fraction(1)}
    }


def test_two_markers_more_than_a_level_apart_leave_it_to_a_third():
    attempt = hand_in_sampled(make_essay_item(), sampled=True)
    mark_next((3, 2, 1), comment="Good.")
    waiting = mark_next((1, 2, 1), comment="Poor.")
    assert waiting.state == AttemptState.MARKING

    marked = mark_next((2, 2, 2), comment="Fair.")

    assert (marked.state, marked.points) == (AttemptState.GRADED, Decimal("0.6667"))
    assert [mark.role for mark in Mark.objects.order_by("pk")] == [MarkRole.FIRST, MarkRole.SECOND, MarkRole.THIRD]
    told = marked_answers(list(attempt.responses.select_related("question_version")), "kk")
    (answer,) = told.values()
    assert answer.comments == ["Fair."]
    assert [(one.name, one.reached, one.description) for one in answer.criteria] == [
        ("facts [kk]", 2, "facts 2 [kk]"),
        ("law [kk]", 2, "law 2 [kk]"),
        ("language [kk]", 2, "language 2 [kk]"),
    ]


def test_nobody_marks_an_answer_twice_or_their_own():
    item, learner, marker = make_essay_item(), make_learner(), make_learner()
    attempt = hand_in_sampled(item, sampled=True)
    mark_next((3, 3, 3), marker)
    own = hand_in_essay(item, learner)

    waiting = {one: [task.response.attempt for task in tasks_for(one, now=MARKED_AT)] for one in (marker, learner)}

    assert waiting == {marker: [own], learner: [attempt]}


def test_what_somebody_has_open_is_left_to_them_for_an_hour():
    hand_in_essay(make_essay_item())
    one, other = make_learner(), make_learner()

    task = open_next(one, now=MARKED_AT)

    assert open_next(one, now=MARKED_AT) == task
    assert open_next(other, now=MARKED_AT) is None
    assert open_next(other, now=MARKED_AT + KEPT_OPEN + timedelta(seconds=1)) == task
    with pytest.raises(MarkRefused):
        give_mark(task, one, {}, comment="", now=MARKED_AT)
    assert Mark.objects.count() == 0


def test_an_answer_can_be_left_to_somebody_else():
    hand_in_essay(make_essay_item())
    one, other = make_learner(), make_learner()
    task = open_next(one, now=MARKED_AT)
    put_back(own_task(one, task.pk))

    assert open_next(other, now=MARKED_AT) == task
    with pytest.raises(MarkingTask.DoesNotExist):
        own_task(one, task.pk)


@pytest.mark.parametrize(
    "levels",
    [
        {},
        {"p1": {"facts": 3, "law": 2}},
        {"p1": {"facts": 3, "law": 2, "language": 4}},
        {"p2": {"facts": 3, "law": 2, "language": 1}},
    ],
)
def test_levels_outside_the_rubric_are_refused(levels):
    hand_in_essay(make_essay_item())
    marker = make_learner()
    task = open_next(marker, now=MARKED_AT)

    with pytest.raises(ValueError, match="rubric"):
        give_mark(task, marker, levels, comment="", now=MARKED_AT)

    assert (Mark.objects.count(), MarkingTask.objects.count()) == (0, 1)


def imported(data: bytes, name: str = "questions.xml"):
    """Read the file and take all of it over; the judged rows."""
    record = start_import(make_learner(), name, data, language="ru", now=NOW)
    confirm_import(record, range(len(record.rows)), now=NOW)
    return record.rows


def test_a_rubric_survives_the_way_through_a_file_and_a_second_time_changes_nothing():
    original = make_question(essay("Write.", "facts", "law", "language", least=5, most=90), key="e-1")
    data = exported(Question.objects.all(), "xml", "ru")
    original.delete()

    assert [row["status"] for row in imported(data)] == ["new"]
    (part,) = content_of(Question.objects.get())["parts"]
    assert (part["min_words"], part["max_words"]) == (5, 90)
    assert [one["name"]["kk"] for one in part["criteria"]] == ["facts [kk]", "law [kk]", "language [kk]"]
    assert part["criteria"][1]["level_3"] == {code: f"law 3 [{code}]" for code in ("ru", "kk", "en")}
    assert Question.objects.get().state == "ready"
    assert [row["status"] for row in imported(data)] == ["unchanged"]


def test_an_essay_of_another_program_comes_in_as_a_draft_that_says_what_is_missing():
    rows = imported("::e-2:: Напишите справку. {}".encode(), "questions.txt")

    assert Question.objects.get().state == "draft"
    assert [code for code, _ in rows[0]["problems"]] == ["no_rubric", "content_language", "content_criteria"]


def test_a_file_without_a_rubric_leaves_the_banks_rubric_alone():
    make_question(essay("Write."), key="e-3")
    before = content_of(Question.objects.get())["parts"][0]["criteria"]

    imported("::e-3:: Напишите иначе. {}".encode(), "questions.txt")

    (part,) = content_of(Question.objects.get())["parts"]
    assert (part["prompt"]["ru"], part["criteria"]) == ("Напишите иначе.", before)


@pytest.mark.parametrize("file_format", ["xlsx", "gift"])
def test_formats_without_rubrics_leave_open_answers_out(file_format):
    make_question(essay("Secret prompt"), key="e-4")
    make_question(single("Open prompt"), key="s-1")

    data = exported(Question.objects.all(), file_format, "ru")

    names = {"xlsx": "q.xlsx", "gift": "q.txt"}
    Question.objects.all().delete()
    imported(data, names[file_format])
    assert [one.key for one in Question.objects.all()] == ["s-1"]
