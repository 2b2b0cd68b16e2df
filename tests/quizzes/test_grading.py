"""Arithmetic: the credit of every question type and the grade of a sheet, with plain data only."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.grading import Row, grade_row, grade_sheet
from quizzes.question_types import TYPES
from quizzes.scores import whole_percent
from tests.quizzes.parts import (
    EVERY_TYPE,
    Part,
    choice,
    matching,
    number,
    ordering,
    rematched,
    right_answer,
    short_text,
    true_false,
)


def credit(part: Part, answer: object, *, exact: bool = False) -> Fraction:
    """The share of the part's points."""
    return TYPES[part["type"]].credit(part, answer, exact=exact)


TWO_OF_FOUR = choice("multiple", right=["a", "b"], wrong=["c", "d"])

CREDITS = [
    (choice("single", right=["a"], wrong=["b"]), "a", 1, 1),
    (choice("single", right=["a"], wrong=["b"]), "b", 0, 0),
    (TWO_OF_FOUR, ["a", "b"], 1, 1),
    (TWO_OF_FOUR, ["a"], Fraction(1, 2), 0),
    (TWO_OF_FOUR, ["a", "b", "c"], Fraction(1, 2), 0),
    (TWO_OF_FOUR, ["a", "c"], 0, 0),
    (TWO_OF_FOUR, ["c", "d"], 0, 0),
    (TWO_OF_FOUR, ["a", "b", "c", "d"], 0, 0),
    (choice("multiple", right=["a", "b", "c"], wrong=["d"]), ["a", "b"], Fraction(2, 3), 0),
    (true_false(correct=True), "true", 1, 1),
    (true_false(correct=True), "false", 0, 0),
    (true_false(correct=False), "false", 1, 1),
    (matching(3), {"pair0": "pair0", "pair1": "pair2", "pair2": "pair1"}, Fraction(1, 3), 0),
    (matching(3), {"pair0": "pair0"}, Fraction(1, 3), 0),
    (matching(2), {"pair0": "pair0", "pair1": "pair1"}, 1, 1),
    (rematched(3), {"pair0": "pair1", "pair1": "pair0", "pair2": "pair2"}, 1, 1),
    (rematched(3), {"pair0": "pair0", "pair1": "pair1", "pair2": "pair2"}, Fraction(1, 3), 0),
    (ordering(4), ["step0", "step1", "step3", "step2"], Fraction(1, 2), 0),
    (ordering(2), ["step0", "step1"], 1, 1),
    (number("35"), "35", 1, 1),
    (number("35"), "35.0", 1, 1),
    (number("35"), "34.9", 0, 0),
    (number("35", "0.5"), "35.5", 1, 1),
    (number("35", "0.5"), "35.51", 0, 0),
    (number("-2"), "-2", 1, 1),
    (short_text("доклад"), "доклад", 1, 1),
    (short_text("доклад", "отчёт"), " ОТЧЕТ. ", 1, 1),
    (short_text("орта мерзімді"), "орта\u00a0мерзімді", 1, 1),
    (short_text("доклад"), "докладная", 0, 0),
]


@pytest.mark.parametrize(("part", "answer", "partial", "exact"), CREDITS)
def test_credit_of_answer(part, answer, partial, exact):
    assert (credit(part, answer), credit(part, answer, exact=True)) == (partial, exact)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("part", EVERY_TYPE, ids=lambda part: part["type"])
def test_right_answer_earns_everything(part, exact):
    assert credit(part, right_answer(part), exact=exact) == 1


@st.composite
def multiple_parts(draw) -> Part:
    """Any part with at least one right and one wrong option."""
    right = [f"r{n}" for n in range(draw(st.integers(1, 5)))]
    wrong = [f"w{n}" for n in range(draw(st.integers(1, 5)))]
    return choice("multiple", right=right, wrong=wrong)


@given(part=multiple_parts(), data=st.data())
def test_multiple_never_leaves_nought_to_one(part, data):
    ids = [option["id"] for option in part["options"]]
    answer = data.draw(st.lists(st.sampled_from(ids), unique=True))

    assert 0 <= credit(part, answer) <= 1
    assert credit(part, answer, exact=True) in (0, 1)


@given(part=multiple_parts())
def test_multiple_all_right_is_everything_and_all_ticked_is_nothing(part):
    assert credit(part, right_answer(part)) == 1
    assert credit(part, [option["id"] for option in part["options"]]) == 0


@given(part=multiple_parts(), data=st.data())
def test_multiple_wrong_tick_never_gains(part, data):
    ids = [option["id"] for option in part["options"]]
    answer = data.draw(st.lists(st.sampled_from(ids), unique=True))
    wrong = next(one for one in ids if one.startswith("w"))

    assert credit(part, sorted({*answer, wrong})) <= credit(part, [one for one in answer if one != wrong])


@given(count=st.integers(2, 8), data=st.data())
def test_matching_and_ordering_never_leave_nought_to_one(count, data):
    pairs, steps = matching(count), ordering(count)
    lefts = [pair["id"] for pair in pairs["pairs"]]
    matched = data.draw(st.dictionaries(st.sampled_from(lefts), st.sampled_from(lefts)))
    order = data.draw(st.permutations([item["id"] for item in steps["items"]]))

    assert 0 <= credit(pairs, matched) <= 1
    assert 0 <= credit(steps, order) <= 1


@given(
    value=st.decimals(-1000, 1000, places=2),
    tolerance=st.decimals(0, 10, places=2),
    answer=st.decimals(-1000, 1000, places=2),
)
def test_number_counts_within_tolerance(value, tolerance, answer):
    expected = 1 if abs(value - answer) <= tolerance else 0

    assert credit(number(str(value), str(tolerance)), str(answer)) == expected


SINGLE = choice("single", right=["a"], wrong=["b"])


def row(answer: object, points: int = 1) -> Row:
    """A question of one part; None: nothing answered."""
    return Row({"parts": [SINGLE]}, None if answer is None else {"p1": answer}, points)


def test_row_without_answer_earns_nothing():
    assert grade_row(row(None), exact=False) == 0


def test_row_of_two_parts_earns_their_mean():
    second = TWO_OF_FOUR | {"id": "p2"}

    half = Row({"parts": [SINGLE, second]}, {"p1": "a"}, 3)
    most = Row({"parts": [SINGLE, second]}, {"p1": "a", "p2": ["a"]}, 4)

    assert [grade_row(one, exact=False) for one in (half, most)] == [Fraction(3, 2), 3]


@pytest.mark.parametrize(
    ("answers", "pass_mark", "passed"),
    [
        (["a"] * 7 + ["b"] * 3, 70, True),
        (["a"] * 7 + ["b"] * 3, 71, False),
        (["b"] * 10, 1, False),
        (["a"] * 10, 100, True),
    ],
)
def test_sheet_passes_at_exactly_the_pass_mark(answers, pass_mark, passed):
    grade = grade_sheet([row(one) for one in answers], pass_mark=pass_mark, exact=False)

    assert (grade.passed, grade.points, grade.max_points) == (passed, answers.count("a"), 10)


def test_quiz_12_sheet_decides_on_exact_numbers():
    third = choice("multiple", right=["a", "b", "c"], wrong=["d"])
    rows = [Row({"parts": [third]}, {"p1": ["a", "b"]}, 1) for _row in range(3)]

    grade = grade_sheet(rows, pass_mark=67, exact=False)

    assert (grade.points, grade.passed, whole_percent(grade.points, grade.max_points)) == (2, False, 66)


@pytest.mark.parametrize(
    ("points", "maximum", "percent"), [(Fraction(699, 100), 10, 69), (7, 10, 70), (0, 10, 0), (10, 10, 100), (0, 0, 0)]
)
def test_percent_is_rounded_down(points, maximum, percent):
    assert whole_percent(points, maximum) == percent
