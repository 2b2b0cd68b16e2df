"""Distractor analysis: who chose which option. Plain arithmetic over counted answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.question_types import Part

GROUP_SHARE = 0.27
RARE = 0.05
NO_ANSWER = ""


@dataclass(frozen=True)
class Answers:
    """So many people with this total over the whole sheet gave this answer, by part id (None: nothing)."""

    total: int
    answer: Mapping[str, Any] | None
    count: int


@dataclass(frozen=True)
class OptionFigures:
    """How many chose an option (``NO_ANSWER``: none), and its share among the strongest and the weakest 27 %.

    ``flags``: "rare", a wrong option hardly anybody takes for right; "strong", a wrong option that misleads more of
    the strong than of the weak; "beats_key", a wrong option chosen more often than a right one.
    """

    option: str
    is_right: bool
    count: int
    upper: float
    lower: float
    flags: tuple[str, ...] = ()


def option_ids(part: Part) -> list[str]:
    """The options of a part that is answered by choosing, in the author's order; empty for other parts."""
    if part["type"] == "true_false":
        return ["true", "false"]
    return [option["id"] for option in part["options"]] if part["type"] in ("single", "multiple") else []


def right_ids(part: Part) -> set[str]:
    """Those of ``option_ids`` that are right by the part's own key."""
    if part["type"] == "true_false":
        return {"true" if part["correct"] else "false"}
    return {option["id"] for option in part["options"] if option["correct"]}


def option_table(part: Part, right: set[str], answers: Sequence[Answers]) -> list[OptionFigures]:
    """One row per option, last the people without an answer. There must be answers.

    The strongest and weakest are ``round(0.27·n)`` people by total; where the border falls among people of equal
    totals, each of them counts with an equal part of the places that are left, so that no order decides.
    """
    chosen = [_chosen(part["id"], one.answer) for one in answers]
    upper, lower = (_weights(answers, strongest=strongest) for strongest in (True, False))
    people: list[float] = [one.count for one in answers]
    ids = [*option_ids(part), NO_ANSWER]
    counts = {one: round(_weight(one, chosen, people)) for one in ids}
    rarest_right = min((counts[one] for one in right), default=0)
    figures = []
    for one in ids:
        shares = (_weight(one, chosen, upper) / sum(upper), _weight(one, chosen, lower) / sum(lower))
        is_wrong = bool(one) and one not in right
        flags = _flags(counts[one], sum(people), shares, rarest_right) if is_wrong else ()
        figures.append(OptionFigures(one, one in right, counts[one], *shares, flags))
    return figures


def _flags(count: int, people: float, shares: tuple[float, float], rarest_right: int) -> tuple[str, ...]:
    upper, lower = shares
    holds = {"rare": count < RARE * people, "strong": upper > lower + 1e-9, "beats_key": count > rarest_right}
    return tuple(name for name, is_so in holds.items() if is_so)


def _weights(answers: Sequence[Answers], *, strongest: bool) -> list[float]:
    """How much of each row belongs to the group."""
    places = round(GROUP_SHARE * sum(one.count for one in answers))
    people_at: dict[int, int] = {}
    for one in answers:
        people_at[one.total] = people_at.get(one.total, 0) + one.count
    taken_at: dict[int, float] = {}
    for total in sorted(people_at, reverse=strongest):
        taken = min(places, people_at[total])
        taken_at[total] = taken / people_at[total]
        places -= taken
    return [one.count * taken_at[one.total] for one in answers]


def _weight(option: str, chosen: Sequence[set[str]], weights: Sequence[float]) -> float:
    takes: Callable[[set[str]], bool] = (lambda one: option in one) if option else (lambda one: not one)
    return sum(weight for one, weight in zip(chosen, weights, strict=True) if takes(one))


def _chosen(part_id: str, answer: Mapping[str, Any] | None) -> set[str]:
    given = (answer or {}).get(part_id)
    if given is None:
        return set()
    return set(given) if isinstance(given, list) else {given}
