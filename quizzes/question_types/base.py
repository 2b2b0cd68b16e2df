"""What every question type can do: pure functions over the frozen, plain form of one question part.

A part is ``{"id", "type", "prompt": {lang: text}, …}``. A layout is what one attempt shows of it: random tokens in
the order shown, each standing for an id of the part. An answer is written in ids, never in tokens. Nothing here
imports Django, so that a grade can be recomputed anywhere, years later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

Part = Mapping[str, Any]
Layout = dict[str, Any]
Answer = Any
Texts = Mapping[str, str]
LANGUAGES = ("ru", "kk", "en")


class InvalidAnswer(Exception):
    """What was sent is no answer to this part. ``code`` names why.

    Codes: unknown, number, length, essay_length, order, repeated.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Dealer:
    """Where tokens and order come from: ``token()`` gives a fresh random token, ``shuffle`` reorders in place."""

    token: Callable[[], str]
    shuffle: Callable[[list[Any]], None]
    shuffles_options: bool = True

    def deal(self, ids: Sequence[str], *, always: bool = False, last: Sequence[str] = ()) -> list[list[str]]:
        """``[[token, id], …]`` in the order to show; the ids in ``last`` keep their order at the end."""
        dealt = [one for one in ids if one not in last]
        if self.shuffles_options or always:
            self.shuffle(dealt)
        return [[self.token(), one] for one in [*dealt, *last]]


@dataclass(frozen=True)
class OptionView:
    """An option as a template shows it."""

    token: str
    text: str
    is_chosen: bool = False
    is_correct: bool = False


@dataclass(frozen=True)
class RowView:
    """A left side to be matched, with the token of the choice made."""

    token: str
    text: str
    chosen: str = ""
    is_correct: bool = False


@dataclass(frozen=True)
class CriterionView:
    """A line of a rubric, with what each level from 0 upwards means."""

    id: str
    name: str
    levels: list[str]


@dataclass(frozen=True)
class PartView:
    """A part as a template shows it in one language; ``is_correct`` fields are filled only when the key is shown."""

    token: str
    type: str
    prompt: str
    options: list[OptionView] = field(default_factory=list)
    rows: list[RowView] = field(default_factory=list)
    value: str = ""
    right_count: int = 0
    solution: str = ""
    criteria: list[CriterionView] = field(default_factory=list)
    min_words: int = 0
    max_words: int = 0

    @property
    def words(self) -> int:
        """How many words were written."""
        return len(self.value.split())

    @property
    def is_answered(self) -> bool:
        """Whether anything was chosen, matched, ordered or written."""
        chosen = any(option.is_chosen for option in self.options) or any(row.chosen for row in self.rows)
        return chosen or bool(self.value)


class QuestionType(Protocol):
    """One kind of question part."""

    name: str

    def problems(self, part: Part) -> list[str]:
        """Codes of what an author still has to mend; empty: fit to be asked."""

    def lay_out(self, part: Part, dealer: Dealer) -> Layout:
        """How one attempt shows the part: ``{"part": id, "token": …, …}``."""

    def read(self, layout: Layout, posted: Callable[[str], list[str]]) -> Answer | None:
        """The answer in a posted form, in ids; None when nothing was answered.

        ``posted(name)`` gives the values sent under a field name. Raises ``InvalidAnswer``.
        """

    def view(self, part: Part, layout: Layout, answer: Answer | None, language: str, *, key: bool) -> PartView:
        """What a template needs; with ``key`` also what is right."""

    def credit(self, part: Part, answer: Answer, *, exact: bool) -> Fraction:
        """The share of the part's points this answer earns, 0 to 1; with ``exact`` only 0 or 1."""


def text_in(texts: Texts, language: str) -> str:
    """The text in ``language`` or, where it is missing, in the first language that has it."""
    return next((texts[code] for code in (language, *LANGUAGES) if texts.get(code)), "")


def field_name(token: str, row: str = "") -> str:
    """The form field of a part, or of one row of it."""
    return f"answer-{token}-{row}" if row else f"answer-{token}"


def one_value(values: list[str]) -> str:
    """The single value sent; a repeated field is refused, never "last wins" (INP-07)."""
    if len(values) > 1:
        raise InvalidAnswer("repeated")
    return values[0] if values else ""


def id_of(dealt: list[list[str]], token: str) -> str:
    """The id a token stands for; raises ``InvalidAnswer`` for a token of another attempt or part."""
    for known, one in dealt:
        if known == token:
            return one
    raise InvalidAnswer("unknown")


def token_of(dealt: list[list[str]], one: str | None) -> str:
    """The token that stands for an id, or nothing."""
    return next((token for token, known in dealt if known == one), "")


def missing_languages(texts: Texts) -> bool:
    """Whether one of the two official languages is empty (English may follow)."""
    return not (texts.get("ru") and texts.get("kk"))
