"""Matching and ordering: both usable without a mouse (ux 40)."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from quizzes.question_types.base import (
    Answer,
    Dealer,
    InvalidAnswer,
    Layout,
    OptionView,
    Part,
    PartView,
    RowView,
    Texts,
    field_name,
    id_of,
    missing_languages,
    one_value,
    text_in,
    token_of,
)


class Matching:
    """Left sides keep the author's order; right sides are shuffled. Credit is the share of right pairs.

    Both sides of a pair go by the pair's id. A pair whose key was corrected names in "answer" the id of the right
    side that belongs to its left side, so that answers given before still mean what they meant.
    """

    name = "matching"

    def problems(self, part: Part) -> list[str]:
        texts = [part["prompt"], *(pair[side] for pair in part["pairs"] for side in ("left", "right"))]
        found = ["language"] if any(map(missing_languages, texts)) else []
        rights = [right.get("ru") for _left, right in joined_pairs(part)]
        return found if len(rights) == len(set(rights)) else [*found, "same_right"]

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        ids = [pair["id"] for pair in part["pairs"]]
        rows = [[dealer.token(), one] for one in ids]
        return {
            "part": part["id"],
            "token": dealer.token(),
            "rows": rows,
            "options": dealer.deal(ids, always=True),
        }

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        answer = {}
        for row_token, left in layout["rows"]:
            token = one_value(posted(field_name(layout["token"], row_token)))
            if token:
                answer[left] = id_of(layout["options"], token)
        return answer or None

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        pairs = {pair["id"]: pair for pair in part["pairs"]}
        given = answer or {}
        rows = [
            RowView(
                token,
                text_in(pairs[left]["left"], language),
                token_of(layout["options"], given.get(left)),
                key and given.get(left) == right_side(pairs[left]),
            )
            for token, left in layout["rows"]
        ]
        options = [OptionView(token, text_in(pairs[one]["right"], language)) for token, one in layout["options"]]
        solution = "; ".join(_pair_text(pair, language) for pair in joined_pairs(part)) if key else ""
        return PartView(layout["token"], self.name, text_in(part["prompt"], language), options, rows, solution=solution)

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        right = sum(answer.get(pair["id"]) == right_side(pair) for pair in part["pairs"])
        share = Fraction(right, len(part["pairs"]))
        return Fraction(share == 1) if exact else share


class Ordering:
    """Steps to put in order. Credit is the share of steps that stand in their place."""

    name = "ordering"

    def problems(self, part: Part) -> list[str]:
        texts = [part["prompt"], *(item["text"] for item in part["items"])]
        return ["language"] if any(map(missing_languages, texts)) else []

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        ids = [item["id"] for item in part["items"]]
        return {"part": part["id"], "token": dealer.token(), "options": dealer.deal(ids, always=True)}

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        tokens = posted(field_name(layout["token"]))
        if not tokens:
            return None
        answer = [id_of(layout["options"], token) for token in tokens]
        if sorted(answer) != sorted(one for _token, one in layout["options"]):
            raise InvalidAnswer("order")
        return answer

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        texts = {item["id"]: text_in(item["text"], language) for item in part["items"]}
        right = [item["id"] for item in part["items"]]
        shown = answer or [one for _token, one in layout["options"]]
        options = [
            OptionView(token_of(layout["options"], one), texts[one], answer is not None, key and one == place)
            for one, place in zip(shown, right, strict=True)
        ]
        solution = " → ".join(texts[one] for one in right) if key else ""
        return PartView(layout["token"], self.name, text_in(part["prompt"], language), options, solution=solution)

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        right = [item["id"] for item in part["items"]]
        share = Fraction(sum(given == one for given, one in zip(answer, right, strict=True)), len(right))
        return Fraction(share == 1) if exact else share


def right_side(pair: Mapping[str, Any]) -> str:
    """The id of the right side that belongs to the left side of this pair."""
    answer: str = pair.get("answer", pair["id"])
    return answer


def joined_pairs(part: Part) -> list[tuple[Texts, Texts]]:
    """Every left side with the right side that belongs to it, in the author's order."""
    rights = {pair["id"]: pair["right"] for pair in part["pairs"]}
    return [(pair["left"], rights[right_side(pair)]) for pair in part["pairs"]]


def _pair_text(pair: tuple[Texts, Texts], language: str) -> str:
    return " — ".join(text_in(side, language) for side in pair)
