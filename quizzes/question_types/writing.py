"""Number and short text."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from core.folding import folded
from quizzes.question_types.base import (
    LANGUAGES,
    Answer,
    Dealer,
    InvalidAnswer,
    Layout,
    Part,
    PartView,
    field_name,
    missing_languages,
    one_value,
    text_in,
)

NUMBER = re.compile(r"[-+−]?\d{1,15}([.,]\d{1,10})?")
BLANKS = re.compile(r"[\s\u00a0\u202f]+")
MAX_TEXT = 200


class Number:
    """A number within a tolerance; decimal comma or point, blanks between thousands as people write them."""

    name = "number"

    def problems(self, part: Part) -> list[str]:
        return ["language"] if missing_languages(part["prompt"]) else []

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        return {"part": part["id"], "token": dealer.token()}

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        typed = BLANKS.sub("", one_value(posted(field_name(layout["token"]))))
        if not typed:
            return None
        if not NUMBER.fullmatch(typed):
            raise InvalidAnswer("number")
        return typed.replace(",", ".").replace("−", "-")

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        value = _as_written(answer or "", language)
        solution = _as_written(part["value"], language) if key else ""
        return PartView(layout["token"], self.name, text_in(part["prompt"], language), value=value, solution=solution)

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        off = abs(Decimal(answer) - Decimal(part["value"]))
        return Fraction(off <= Decimal(part["tolerance"]))


class ShortText:
    """A word or phrase, compared folded, with the accepted wordings of all languages."""

    name = "short_text"

    def problems(self, part: Part) -> list[str]:
        found = ["language"] if missing_languages(part["prompt"]) else []
        accepted = part["accepted"]
        return found if accepted.get("ru") and accepted.get("kk") else [*found, "accepted"]

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        return {"part": part["id"], "token": dealer.token()}

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        typed = BLANKS.sub(" ", one_value(posted(field_name(layout["token"])))).strip()
        if len(typed) > MAX_TEXT:
            raise InvalidAnswer("length")
        return typed or None

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        accepted = part["accepted"].get(language) or part["accepted"]["ru"]
        return PartView(
            layout["token"],
            self.name,
            text_in(part["prompt"], language),
            value=answer or "",
            solution=accepted[0] if key else "",
        )

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        accepted = {_bare(text) for code in LANGUAGES for text in part["accepted"].get(code, ())}
        return Fraction(_bare(answer) in accepted)


def _bare(text: str) -> str:
    return BLANKS.sub(" ", folded(text)).strip(" .,;:!?«»\"'“”")


def _as_written(number: str, language: str) -> str:
    return number if language == "en" else number.replace(".", ",")
