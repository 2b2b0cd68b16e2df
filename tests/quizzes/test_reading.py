"""From a posted form to an answer in ids, and everything such a form may hold instead."""

import pytest

from quizzes.question_types import TYPES, InvalidAnswer, field_name
from tests.quizzes.parts import (
    EVERY_TYPE,
    Part,
    choice,
    dealer,
    matching,
    number,
    ordering,
    rematched,
    right_answer,
    short_text,
)

SINGLE = choice("single", right=["a"], wrong=["b", "c"])
MULTIPLE = choice("multiple", right=["a", "b"], wrong=["c"])


def layout_of(part: Part) -> dict:
    """What one attempt shows of the part."""
    return TYPES[part["type"]].lay_out(part, dealer())


def read(part: Part, *values: str, row: int | None = None, name: str = "") -> object:
    """The answer when these values are posted for the part (or one row of it)."""
    layout = layout_of(part)
    row_token = layout["rows"][row][0] if row is not None else ""
    posted = {name or field_name(layout["token"], row_token): list(values)}
    return TYPES[part["type"]].read(layout, lambda field: posted.get(field, []))


def token(part: Part, identity: str) -> str:
    """The token that stands for an id in the layout."""
    return next(token for token, one in layout_of(part)["options"] if one == identity)


@pytest.mark.parametrize("part", EVERY_TYPE, ids=lambda part: part["type"])
def test_nothing_posted_is_no_answer(part):
    assert read(part, name="other") is None


@pytest.mark.parametrize("part", EVERY_TYPE, ids=lambda part: part["type"])
def test_layout_hides_ids_and_key_behind_tokens(part):
    layout = layout_of(part)
    dealt = [*layout.get("options", []), *layout.get("rows", [])]

    tokens = [token for token, _identity in dealt] + [layout["token"]]

    assert len(set(tokens)) == len(tokens)
    assert not {*tokens} & {identity for _token, identity in dealt}
    assert "correct" not in str(layout)


def test_single_reads_the_id_behind_the_token():
    assert read(SINGLE, token(SINGLE, "b")) == "b"


def test_multiple_reads_sorted_ids():
    assert read(MULTIPLE, token(MULTIPLE, "c"), token(MULTIPLE, "a")) == ["a", "c"]


def test_matching_reads_each_row():
    part = matching(2)

    assert read(part, token(part, "pair1"), row=0) == {"pair0": "pair1"}


def test_ordering_reads_all_steps():
    part = ordering(2)

    assert read(part, token(part, "step1"), token(part, "step0")) == ["step1", "step0"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("35", "35"),
        (" 1 234,5 ", "1234.5"),
        ("−2", "-2"),
        ("+7", "+7"),
        ("1\u00a0000", "1000"),
        ("", None),
        ("  ", None),
    ],
)
def test_number_reads_what_people_type(typed, answer):
    assert read(number(), typed) == answer


def test_short_text_reads_words_with_single_blanks():
    assert read(short_text("x"), "  средне\u00a0 срочный ") == "средне срочный"


REFUSED = [
    (SINGLE, ["nonsense"], "unknown"),
    (SINGLE, ["a"], "unknown"),  # an id instead of its token
    (SINGLE, ["t2", "t3"], "repeated"),
    (MULTIPLE, ["t2", "t2"], "repeated"),
    (MULTIPLE, ["t2", "t99"], "unknown"),
    (ordering(2), ["t2"], "order"),
    (ordering(2), ["t2", "t2"], "order"),
    (ordering(2), ["t2", "t3", "t2"], "order"),
    (number(), ["NaN"], "number"),
    (number(), ["Infinity"], "number"),
    (number(), ["1e400"], "number"),
    (number(), ["9" * 10_000_000], "number"),
    (number(), ["1", "2"], "repeated"),
    (short_text("x"), ["x" * 10_000_000], "length"),
    (short_text("x"), ["x" * 201], "length"),
    (short_text("x"), ["x", "y"], "repeated"),
]


@pytest.mark.parametrize(("part", "values", "code"), REFUSED, ids=lambda value: str(value)[:30])
def test_read_refuses(part, values, code):
    with pytest.raises(InvalidAnswer) as refused:
        read(part, *values)

    assert refused.value.code == code


def test_matching_refuses_foreign_and_repeated_values():
    part = matching(2)

    with pytest.raises(InvalidAnswer, match="unknown"):
        read(part, "t99", row=0)
    with pytest.raises(InvalidAnswer, match="repeated"):
        read(part, token(part, "pair0"), token(part, "pair1"), row=0)


@pytest.mark.parametrize("part", EVERY_TYPE, ids=lambda part: part["type"])
def test_view_shows_nothing_of_the_key_before_submission(part):
    kind = TYPES[part["type"]]

    view = kind.view(part, layout_of(part), right_answer(part), "ru", key=False)

    assert not any(option.is_correct for option in view.options)
    assert not any(row.is_correct for row in view.rows)
    assert view.solution == ""


@pytest.mark.parametrize("part", EVERY_TYPE, ids=lambda part: part["type"])
def test_view_shows_the_key_when_asked(part):
    kind = TYPES[part["type"]]

    view = kind.view(part, layout_of(part), right_answer(part), "ru", key=True)

    assert view.solution or any(option.is_correct for option in view.options)


def test_view_shows_pairs_as_a_correction_matched_them():
    part = rematched(3)

    answer = {"pair0": "pair1", "pair1": "pair1"}
    view = TYPES["matching"].view(part, layout_of(part), answer, "ru", key=True)

    assert [row.is_correct for row in view.rows] == [True, False, False]
    assert view.solution == "left 0 — right 1; left 1 — right 0; left 2 — right 2"


def test_view_falls_back_to_a_language_that_has_the_text():
    part = SINGLE | {"prompt": {"ru": "Что?", "kk": "Не?", "en": ""}}

    view = TYPES["single"].view(part, layout_of(part), None, "en", key=False)

    assert view.prompt == "Что?"
