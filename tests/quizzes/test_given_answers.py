"""What people gave where there are no options to choose from."""

from typing import Any

import pytest

from quizzes.domain.given_answers import Given, answered_freely, given_tables
from tests.quizzes.parts import choice, matching, number, ordering, rematched, short_text


def rows(part: dict[str, Any], answers: list[tuple[Any, int]], keys: Any = "own") -> list[dict[str, Any]]:
    """The rows of the part's table for ``(answer, people)``."""
    given = [Given("ru", {} if answer is None else {"p1": answer}, people) for answer, people in answers]
    (table,) = given_tables([part], {"p1": [part] if keys == "own" else keys}, given)
    return table["rows"]


def listed(row: dict[str, Any]) -> list[tuple[Any, int, bool]]:
    return [(one["value"], one["count"], one["is_right"]) for one in row["given"]]


def test_wordings_are_put_together_by_their_usual_spelling_and_say_whether_they_are_accepted():
    (row,) = rows(short_text("отчёт"), [("Отчёт", 4), ("отчет", 5), ("доклад", 6), (None, 2)])

    assert listed(row) == [("отчет", 9, True), ("доклад", 6, False)]
    assert (row["of"], row["others"], row["none"]) == ("", 0, 2)


def test_wordings_of_one_or_two_people_and_those_after_the_twentieth_are_not_listed():
    answers = [("Айгүл Сергеевна", 2), *((f"word {number}", 30 - number) for number in range(22))]

    (row,) = rows(short_text("x"), answers)

    assert [value for value, _count, _right in listed(row)] == [f"word {number}" for number in range(20)]
    assert row["others"] == 2 + 10 + 9


def test_numbers_are_put_together_by_value():
    (row,) = rows(number("35", "0.5"), [("35", 3), ("35.0", 2), ("35.5", 4), ("40", 3)])

    assert listed(row) == [("35", 5, True), ("35.5", 4, True), ("40", 3, False)]


def test_matching_counts_which_right_side_each_left_side_got():
    part = matching(2)

    first, second = rows(part, [({"pair0": "pair0", "pair1": "pair1"}, 3), ({"pair0": "pair1"}, 4), (None, 1)])

    assert (first["of"], listed(first), first["none"]) == ("pair0", [("pair1", 4, False), ("pair0", 3, True)], 1)
    assert (second["of"], listed(second), second["none"]) == ("pair1", [("pair1", 3, True)], 5)


def test_matching_goes_by_the_keys_in_force():
    own = matching(3)
    answers = [({"pair0": "pair0"}, 3), ({"pair0": "pair1"}, 2), ({"pair0": "pair2"}, 1)]

    def right(keys: Any) -> list[str]:
        return [value for value, _count, is_right in listed(rows(own, answers, keys)[0]) if is_right]

    assert right([rematched(3)]) == ["pair1"]
    assert right([own, rematched(3)]) == ["pair0", "pair1"]
    assert right(None) == ["pair0", "pair1", "pair2"]


def test_ordering_counts_the_places_of_each_step_in_the_order_that_is_right_now():
    part = ordering(2)
    turned = part | {"items": part["items"][::-1]}
    answers = [(["step0", "step1"], 3), (["step1", "step0"], 1), (None, 2)]

    first, second = rows(part, answers)
    assert (first["of"], listed(first), first["none"]) == ("step0", [(1, 3, True), (2, 1, False)], 2)
    assert (second["of"], listed(second)) == ("step1", [(1, 1, False), (2, 3, True)])

    assert [(row["of"], listed(row)) for row in rows(part, answers, [turned])] == [
        ("step1", [(1, 1, True), (2, 3, False)]),
        ("step0", [(1, 3, False), (2, 1, True)]),
    ]


@pytest.mark.parametrize("answer", [None, {}, {"p2": "long"}])
def test_only_what_is_counted_is_kept_of_an_answer(answer):
    parts = [number(), choice("single", right=["a"], wrong=["b"]) | {"id": "p2"}]

    assert answered_freely(parts, answer) == {}
    assert answered_freely(parts, {"p1": "3", "p2": "a"}) == {"p1": "3"}
