"""Who chose which option."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.distractors import NO_ANSWER, Answers, option_ids, option_table, right_ids
from tests.quizzes.parts import choice, number, true_false

SINGLE = choice("single", right=["a"], wrong=["b", "c"])


def table(answers: list[tuple[int, object, int]], part=SINGLE) -> dict[str, tuple]:
    """``{option: (count, upper, lower, flags)}`` for ``(total, answer, people)``."""
    rows = [Answers(total, {"p1": answer} if answer else None, people) for total, answer, people in answers]
    figures = option_table(part, right_ids(part), rows)
    return {one.option: (one.count, one.upper, one.lower, one.flags) for one in figures}


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


def test_groups_by_hand():
    # 30 people: the groups are round(8.1) = 8. Strongest: 6 with total 9, then 2 places for the 8 with total 7.
    # Weakest: 5 with total 1, then 3 places for the 6 with total 2.
    found = table(
        [(9, "a", 5), (9, "b", 1), (7, "a", 4), (7, "b", 4), (5, "a", 5), (2, "a", 2), (2, "b", 4), (1, None, 5)]
    )

    # a above: 5 + 4·2/8 = 6 of 8; below: 2·3/6 = 1 of 8.   b above: 1 + 4·2/8 = 2; below: 4·3/6 = 2
    assert found["a"] == (16, near(6 / 8), near(1 / 8), ())
    assert found["b"] == (9, near(2 / 8), near(2 / 8), ())
    assert found["c"] == (0, near(0), near(0), ("rare",))
    assert found[NO_ANSWER] == (5, near(0), near(5 / 8), ())


def test_wrong_option_of_the_strong_is_flagged():
    found = table([(9, "b", 10), (5, "a", 12), (1, "c", 8)])

    assert (found["b"][3], found["c"][3]) == (("strong",), ())


def test_wrong_option_that_beats_the_key_is_flagged():
    found = table([(9, "a", 10), (5, "b", 11), (1, "c", 10)])

    assert [found[one][3] for one in "abc"] == [(), ("beats_key",), ()]


def test_several_right_options_are_compared_with_the_rarest():
    part = choice("multiple", right=["a", "b"], wrong=["c"])

    found = table([(9, ["a", "b"], 10), (5, ["a"], 10), (1, ["a", "c"], 11)], part)

    assert {one: (found[one][0], found[one][3]) for one in "abc"} == {
        "a": (31, ()), "b": (10, ()), "c": (11, ("beats_key",)),
    }  # fmt: skip


def test_statement_has_two_options():
    found = table([(1, "true", 20), (0, "false", 12)], true_false(correct=True))

    assert {one: row[0] for one, row in found.items()} == {"true": 20, "false": 12, NO_ANSWER: 0}


def test_part_without_options_has_none():
    assert option_ids(number()) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["a", "b", "c", None])), min_size=30, max_size=60))
def test_groups_equal_those_of_a_list_where_ties_share_places(sheets):
    size = round(0.27 * len(sheets))
    found = table([(total, answer, 1) for total, answer in sheets])

    for strongest, column in ((True, 1), (False, 2)):
        ranked = sorted(sheets, key=lambda one: one[0], reverse=strongest)
        border = ranked[size - 1][0]
        inside = [answer for total, answer in ranked if total > border] if strongest else [
            answer for total, answer in ranked if total < border
        ]  # fmt: skip
        tied = [answer for total, answer in ranked if total == border]
        for option in "abc":
            expected = inside.count(option) + tied.count(option) * (size - len(inside)) / len(tied)
            assert found[option][column] == pytest.approx(expected / size, abs=1e-6)
