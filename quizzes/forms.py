"""From a posted form to an answer in option ids."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.models import Response
from quizzes.question_types import TYPES, InvalidAnswer, field_name

STEPS = {"up": -1, "down": 1}

# What a person can put right. Any other code is a form that this page did not make.
MESSAGES = {
    "number": _("Enter a number in digits, for example 35 or 12,5."),
    "length": _("Write an answer of at most 200 characters."),
    "essay_length": _("Shorten the answer to at most 5000 characters."),
}


@dataclass(frozen=True)
class PostedAnswer:
    """What came in for one question: the answer by part id (None: nothing), or a sentence by part token."""

    answer: dict[str, Any] | None
    errors: dict[str, str]


class TamperedAnswer(Exception):
    """The form holds options that this attempt never showed."""


def with_move(posted: QueryDict) -> QueryDict:
    """The form after a pressed "up" or "down" button of an ordering part, for browsers without scripts.

    The button's value is ``<part token>:<option token>:up|down``; anything else leaves the form as it is.
    """
    token, option, direction = ([*posted.get("move", "").split(":"), "", "", ""])[:3]
    order = posted.getlist(field_name(token))
    if option not in order or direction not in STEPS:
        return posted
    at = order.index(option)
    to = min(max(at + STEPS[direction], 0), len(order) - 1)
    order[at], order[to] = order[to], order[at]
    moved = posted.copy()
    moved.setlist(field_name(token), order)
    return moved


def read_answer(response: Response, posted: QueryDict) -> PostedAnswer:
    """The answer to ``response`` in ``posted``. Raises ``TamperedAnswer``; saves nothing."""
    kinds = {part["id"]: part["type"] for part in response.question_version.content["parts"]}
    answer, errors = {}, {}
    for layout in response.layout:
        try:
            given = TYPES[kinds[layout["part"]]].read(layout, posted.getlist)
        except InvalidAnswer as invalid:
            if invalid.code not in MESSAGES:
                raise TamperedAnswer(invalid.code) from invalid
            errors[layout["token"]] = str(MESSAGES[invalid.code])
        else:
            if given is not None:
                answer[layout["part"]] = given
    return PostedAnswer(answer or None, errors)
