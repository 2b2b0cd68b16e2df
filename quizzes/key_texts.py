"""A key in words, for people who compare the old one with the new one; and why a correction was refused."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from core.localisation import localised
from quizzes.domain.content import LANGUAGES
from quizzes.question_types import Part
from quizzes.question_types.arranging import joined_pairs

TRUE = gettext_lazy("The statement is true")
FALSE = gettext_lazy("The statement is false")

REFUSALS = {
    "same_key": gettext_lazy("The key is the same as before. Only “full points for everybody” can go with it."),
    "waiting": gettext_lazy("Another correction of this question waits to be confirmed. Decide on that one first."),
    "busy": gettext_lazy("Another correction is being counted at the moment. Try again in a few minutes."),
    "same_person": gettext_lazy("This rule may take points away: somebody else has to confirm it."),
    "not_waiting": gettext_lazy("This correction was decided on already."),
    "not_applied": gettext_lazy("This correction is not in force."),
    "too_late": gettext_lazy("A correction can be undone for seven days."),
}


def key_texts(content: Mapping[str, Any]) -> list[str]:
    """What is right, a line per part that has a key, in the language of the request."""
    return [WRITERS[part["type"]](part) for part in content["parts"] if part["type"] in WRITERS]


def _options(part: Part) -> str:
    return "; ".join(localised(option["text"]) for option in part["options"] if option["correct"])


def _number(part: Part) -> str:
    return part["value"] if part["tolerance"] == "0" else f"{part['value']} ± {part['tolerance']}"


def _wordings(part: Part) -> str:
    return "; ".join(dict.fromkeys(text for code in LANGUAGES for text in part["accepted"].get(code, ())))


def _steps(part: Part) -> str:
    return " → ".join(localised(item["text"]) for item in part["items"])


def _pairs(part: Part) -> str:
    return "; ".join(f"{localised(left)} — {localised(right)}" for left, right in joined_pairs(part))


WRITERS: dict[str, Callable[[Part], str]] = {
    "single": _options,
    "multiple": _options,
    "true_false": lambda part: str(TRUE if part["correct"] else FALSE),
    "number": _number,
    "short_text": _wordings,
    "ordering": _steps,
    "matching": _pairs,
}
