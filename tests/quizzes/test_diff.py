"""What differs between two versions of a question, and whether it matters for scores."""

from typing import Any

import pytest

from quizzes.domain.answer_keys import with_key
from quizzes.domain.diff import Piece, changes, moves_texts, word_pieces
from quizzes.domain.question_texts import Place
from quizzes.domain.versions import changes_score


def texts(text: str) -> dict[str, str]:
    return {code: f"{text} {code}" for code in ("ru", "kk", "en")}


def content(*parts: dict[str, Any], case: str = "Case") -> dict[str, Any]:
    return {"case": texts(case), "parts": list(parts), "feedback": texts("Because"), "source": texts("Law")}


def single(prompt: str = "Which?", right: str = "a", **options: str) -> dict[str, Any]:
    return {
        "id": "p1", "type": "single", "prompt": texts(prompt),
        "options": [
            {"id": one, "text": texts(text), "correct": one == right}
            for one, text in (options or {"a": "apple", "b": "pear"}).items()
        ],
    }  # fmt: skip


def ordering(*steps: str) -> dict[str, Any]:
    return {
        "id": "p1", "type": "ordering", "prompt": texts("Order"),
        "items": [{"id": one, "text": texts(one)} for one in steps],
    }  # fmt: skip


def matching(**pairs: str) -> dict[str, Any]:
    return {
        "id": "p1", "type": "matching", "prompt": texts("Match"),
        "pairs": [{"id": one, "left": texts(one), "right": texts(right)} for one, right in pairs.items()],
    }  # fmt: skip


def short(*accepted: str) -> dict[str, Any]:
    return {
        "id": "p1", "type": "short_text", "prompt": texts("Name?"),
        "accepted": {"ru": list(accepted), "kk": ["сөз"], "en": []},
    }  # fmt: skip


def number(value: str) -> dict[str, Any]:
    return {"id": "p1", "type": "number", "prompt": texts("How many?"), "value": value, "tolerance": "0"}


def test_changes_of_equal_contents_are_none():
    assert changes(content(single()), content(single())) == []


def test_changes_of_wording_name_place_language_and_both_texts():
    found = changes(content(single()), content(single("Which one?")))

    assert [(one.place, one.language, one.before, one.after, one.changes_score) for one in found] == [
        (Place(1, "prompt"), code, f"Which? {code}", f"Which one? {code}", False) for code in ("ru", "kk", "en")
    ]


def test_changes_of_case_and_explanation_do_not_change_the_score():
    found = changes(content(single()), content(single(), case="Other"))

    assert {(one.place, one.changes_score) for one in found} == {(Place(0, "case"), False)}


def test_changes_of_key_are_marked_at_both_options():
    found = changes(content(single()), content(single(right="b")))

    assert [(one.place, one.before, one.after, one.changes_score) for one in found] == [
        (Place(1, "correct", 1), True, False, True),
        (Place(1, "correct", 2), False, True, True),
    ]


def test_changes_show_new_and_removed_options():
    found = changes(content(single()), content(single(a="apple", c="plum")))

    seen = {(one.place.item, one.before, one.after) for one in found if one.language == "en"}
    assert seen == {(2, "pear en", None), (2, None, "plum en")}
    assert all(one.changes_score for one in found)


def test_changes_show_steps_in_another_order():
    found = changes(content(ordering("a", "b")), content(ordering("b", "a")))

    assert [(one.before, one.after) for one in found if one.language == "en"] == [("a en → b en", "b en → a en")]
    assert all(one.changes_score and one.place == Place(1, "order") for one in found)


def test_changes_show_parts_that_are_new():
    found = changes(content(single()), content(single(), number("5") | {"id": "p2"}))

    assert {one.place.part for one in found} == {2}
    assert ("5", True) in {(one.after, one.changes_score) for one in found}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (single(), single("Other words?"), False),
        (single(), single(a="red apple", b="pear"), False),
        (single(), single(b="pear", a="apple"), False),
        (single(), single(right="b"), True),
        (single(), single(a="apple", b="pear", c="plum"), True),
        (single(), single(a="pear", b="apple"), True),
        (ordering("a", "b"), ordering("b", "a"), True),
        (matching(x="one", y="two"), matching(x="two", y="one"), True),
        (matching(x="one", y="two"), matching(x="one!", y="two"), False),
        (short("a"), short("a", "b"), True),
        (number("5"), number("6"), True),
        (single(), number("5"), True),
    ],
)
def test_changes_score_only_when_another_answer_is_right(old, new, expected):
    assert changes_score(content(old), content(new)) is expected
    assert any(one.changes_score for one in changes(content(old), content(new))) is expected


def test_moves_texts_is_no_matter_of_new_words():
    assert not moves_texts(content(single()), content(single(a="plum", b="pear")))


def test_word_pieces_show_what_went_and_what_came():
    assert word_pieces("the old law holds", "the new law") == [
        Piece("same", "the"), Piece("gone", "old"), Piece("new", "new"), Piece("same", "law"), Piece("gone", "holds"),
    ]  # fmt: skip


def test_word_pieces_of_nothing_are_new():
    assert word_pieces("", "all of it") == [Piece("new", "all of it")]


def test_pairs_that_a_correction_matched_anew_differ_in_their_right_sides():
    before = content(matching(x="one", y="two"))
    after = with_key(before, {"p1": {"x": "y", "y": "x"}})

    found = [change for change in changes(before, after) if change.language == "en"]

    assert [(one.place, one.before, one.after, one.changes_score) for one in found] == [
        (Place(1, "right", 1), "one en", "two en", True),
        (Place(1, "right", 2), "two en", "one en", True),
    ]
    assert changes_score(before, after)
    assert changes(after, content(matching(x="two", y="one"))) == []
    assert not changes_score(after, content(matching(x="two", y="one")))
